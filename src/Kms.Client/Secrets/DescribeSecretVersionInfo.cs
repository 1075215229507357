using System.Text.Json.Serialization;
using Kms.Client.Wire;

namespace Kms.Client.Secrets;

public sealed partial class SecretsClient
{
    /// <summary>Reads one version of a secret.</summary>
    /// <param name="secretId">The secret.</param>
    /// <param name="version">The version, as <see cref="SecretVersionInfo.Version"/> names it.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The version with its data; the caller disposes it. Refused (409) while it is disabled or outside its time.</returns>
    public async Task<SecretVersionInfo> DescribeSecretVersionInfoAsync(
        string secretId, string version, CancellationToken cancellationToken = default)
    {
        using var reply = await _client.CallAsync("describeSecretVersionInfo", Version(secretId, version), null, default, cancellationToken);
        // JD's documents nest the version, JD's SDKs read it flat, and our service answers both.
        return reply.Read(WireJson.Default.NestedVersionResult).SecretVersionItem ?? reply.Read(WireJson.Default.SecretVersionInfo);
    }
}

internal sealed record NestedVersionResult(SecretVersionInfo? SecretVersionItem = null);
