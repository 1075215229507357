using Kms.Client.Wire;

namespace Kms.Client.Secrets;

public sealed partial class SecretsClient
{
    /// <summary>Changes when a version may be read, whether or not it is readable now.</summary>
    /// <param name="secretId">The secret.</param>
    /// <param name="version">The version, as <see cref="SecretVersionInfo.Version"/> names it.</param>
    /// <param name="startsAt">From when on it is readable.</param>
    /// <param name="expiresAt">From when on it is no longer readable.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task UpdateSecretVersionAsync(
        string secretId, string version, InstantChange startsAt, InstantChange expiresAt, CancellationToken cancellationToken = default)
    {
        var body = new SecretTimeCfgBody(new() { StartTime = startsAt.Wire, ExpireTime = expiresAt.Wire });
        using var reply = await SendAsync(
            "updateSecretVersion", Version(secretId, version), body, WireJson.Default.SecretTimeCfgBody, cancellationToken);
    }
}

internal sealed record SecretTimeCfgBody(SecretTimeCfg SecretTimeCfg);
