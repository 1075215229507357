using System.Text.Json;
using Kms.Grains.Abstractions.Errors;
using Kms.Grains.Abstractions.Keys;

namespace Kms.Gateway.Wire;

/// <summary>JD Cloud's words and numbers for keys.</summary>
internal static class KeyWords
{
    /// <summary>What a <c>keyType</c> stands for.</summary>
    public static KeySpec Spec(int keyType) => keyType switch
    {
        0 => KeySpec.Aes256,
        1 => KeySpec.Rsa2048,
        3 => KeySpec.Sm3Hmac,
        4 => KeySpec.Sm4,
        _ => throw Invalid.Argument("keyType must be 0, 1, 3 or 4"),
    };

    /// <summary>Writes a <c>KeyInfo</c>'s members.</summary>
    public static void WriteKeyInfo(this Utf8JsonWriter json, KeyDescription key)
    {
        json.WriteString("keyId"u8, key.KeyId);
        json.WriteString("keyName"u8, key.Name);
        json.WriteString("keyDesc"u8, key.Description);
        json.WriteNumber("keyStatus"u8, Status(key.State));
        json.WriteInstant("createTime"u8, key.CreatedAt);
        json.WriteNumber("rotationCycle"u8, key.RotationDays);
        json.WriteDeleteTime(key.DeleteAt);
        json.WriteExtras(key);
    }

    /// <summary>Writes the members of a <c>KeyDetail</c> that describe the key.</summary>
    public static void WriteKeyDetail(this Utf8JsonWriter json, KeyDescription key)
    {
        json.WriteString("keyId"u8, key.KeyId);
        json.WriteString("keyName"u8, key.Name);
        json.WriteNumber("rotationCycle"u8, key.RotationDays);
        json.WriteExtras(key);
    }

    /// <summary>Writes a <c>KeyVersionItem</c>.</summary>
    public static void WriteKeyVersion(this Utf8JsonWriter json, KeyVersionDescription version)
    {
        json.WriteStartObject();
        json.WriteString("keyVersion"u8, version.Version.ToString());
        json.WriteInstant("createTime"u8, version.CreatedAt);
        json.WriteNumber("keyStatus"u8, Status(version.State));
        json.WriteDeleteTime(version.DeleteAt);
        json.WriteEndObject();
    }

    /// <summary>What JD Cloud does not return and no SDK minds.</summary>
    private static void WriteExtras(this Utf8JsonWriter json, KeyDescription key)
    {
        json.WriteNumber("keyType"u8, KeyType(key.Spec));
        json.WriteString("protection"u8, key.Protection == Protection.Hsm ? "hsm"u8 : "software"u8);
    }

    /// <summary>Left out when there is none: the .NET SDK cannot read an empty or null time.</summary>
    private static void WriteDeleteTime(this Utf8JsonWriter json, DateTimeOffset? deleteAt)
    {
        if (deleteAt is { } instant)
        {
            json.WriteInstant("deleteTime"u8, instant);
        }
    }

    private static int KeyType(KeySpec spec) => spec switch
    {
        KeySpec.Aes256 => 0,
        KeySpec.Rsa2048 => 1,
        KeySpec.Sm3Hmac => 3,
        KeySpec.Sm4 => 4,
        _ => throw new KmsException($"key spec {spec} has no number on the wire"),
    };

    private static int Status(KeyState state) => state switch
    {
        KeyState.Enabled => 0,
        KeyState.Disabled => 1,
        KeyState.PendingDeletion => 2,
        _ => throw new KmsException($"key state {state} has no number on the wire"),
    };
}
