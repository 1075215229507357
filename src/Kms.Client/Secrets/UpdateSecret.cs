using Kms.Client.Wire;

namespace Kms.Client.Secrets;

public sealed partial class SecretsClient
{
    /// <summary>Changes name or description of a secret, enabled or not.</summary>
    /// <param name="secretId">The secret.</param>
    /// <param name="name">0 to 128 characters; empty clears it. Null: unchanged.</param>
    /// <param name="description">0 to 8192 characters; empty clears it. Null: unchanged.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task UpdateSecretAsync(string secretId, string? name, string? description, CancellationToken cancellationToken = default)
    {
        var body = new SecretDescCfgBody(new() { SecretName = name, SecretDesc = description });
        using var reply = await SendAsync("updateSecret", Secret(secretId), body, WireJson.Default.SecretDescCfgBody, cancellationToken);
    }
}

internal sealed record SecretDescCfgBody(SecretDescCfg SecretDescCfg);
