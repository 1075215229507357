using Kms.Client.Wire;

namespace Kms.Client.Secrets;

public sealed partial class SecretsClient
{
    /// <summary>Exports an enabled secret with all its versions.</summary>
    /// <param name="secretId">The secret.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>An opaque package, encrypted by the service, which <see cref="ImportSecretAsync"/> of the same account opens.</returns>
    public async Task<string> ExportSecretAsync(string secretId, CancellationToken cancellationToken = default)
    {
        using var reply = await _client.CallAsync("exportSecret", Secret(secretId), null, default, cancellationToken);
        return reply.Read(WireJson.Default.SecretPackage).Package ?? throw reply.Unreadable(null);
    }
}
