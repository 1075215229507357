using System.Text.Json.Serialization;
using Kms.Client.Wire;

namespace Kms.Client.Secrets;

public sealed partial class SecretsClient
{
    /// <summary>Adds a version to an enabled secret. Not safe to repeat: each call adds another.</summary>
    /// <param name="secretId">The secret.</param>
    /// <param name="version">What it holds and when it may be read.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The new version's identifier; null when the service does not say (JD's does not: list the versions, newest first).</returns>
    public async Task<string?> CreateSecretVersionAsync(
        string secretId, NewSecretVersion version, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(version);
        var body = new SecretVersionCfgBody(new() { SecretData = version.Data, SecretTimeCfg = version.Times() });
        using var reply = await SendAsync("createSecretVersion", Secret(secretId), body, WireJson.Default.SecretVersionCfgBody, cancellationToken);
        return reply.Result.IsEmpty ? null : reply.Read(WireJson.Default.SecretVersionResult).SecretVersion;
    }
}

internal sealed record SecretVersionCfgBody(SecretVersionCfg SecretVersionCfg);

internal sealed record SecretVersionCfg
{
    [JsonConverter(typeof(Utf8TextConverter))]
    public required byte[] SecretData { get; init; }

    public required SecretTimeCfg SecretTimeCfg { get; init; }

    public override string ToString() => nameof(SecretVersionCfg);
}

internal sealed record SecretVersionResult(string? SecretVersion = null);
