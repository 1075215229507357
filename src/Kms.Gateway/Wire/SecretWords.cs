using System.Text.Json;
using Kms.Grains.Abstractions.Errors;
using Kms.Grains.Abstractions.Secrets;

namespace Kms.Gateway.Wire;

/// <summary>JD Cloud's words and numbers for secrets.</summary>
internal static class SecretWords
{
    /// <summary>Writes a <c>SecretInfo</c>'s members.</summary>
    public static void WriteSecretInfo(this Utf8JsonWriter json, SecretDescription secret)
    {
        json.WriteString("secretId"u8, secret.SecretId);
        json.WriteString("secretName"u8, secret.Name);
        json.WriteString("secretDesc"u8, secret.Description);
        json.WriteNumber("secretStatus"u8, Status(secret.State));
        json.WriteInstant("createTime"u8, secret.CreatedAt);
    }

    /// <summary>Writes a <c>SecretVersionItem</c>'s members.</summary>
    public static void WriteSecretVersion(this Utf8JsonWriter json, SecretVersionDescription version)
    {
        json.WriteString("secretVersion"u8, version.Version.ToString());
        json.WriteNumber("secretStatus"u8, Status(version.State));
        json.WriteInstant("startTime"u8, version.StartAt);

        // Left out when there is none: the .NET SDK cannot read an empty or null time.
        if (version.ExpireAt is { } instant)
        {
            json.WriteInstant("expireTime"u8, instant);
        }

        if (version.Data is { } data)
        {
            json.WriteString("secretData"u8, data);
        }
    }

    private static int Status(SecretState state) => state switch
    {
        SecretState.Enabled => 0,
        SecretState.Disabled => 1,
        _ => throw new KmsException($"secret state {state} has no number on the wire"),
    };
}
