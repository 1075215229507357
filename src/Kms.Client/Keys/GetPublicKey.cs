using Kms.Client.Wire;

namespace Kms.Client.Keys;

public sealed partial class KeysClient
{
    /// <summary>The public half of an RSA key.</summary>
    /// <param name="keyId">The key.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>PEM, SubjectPublicKeyInfo.</returns>
    public async Task<string> GetPublicKeyAsync(string keyId, CancellationToken cancellationToken = default)
    {
        using var reply = await _client.CallAsync("getPublicKey", Key(keyId), null, default, cancellationToken);
        return reply.Read(WireJson.Default.PublicKeyResult).PublicKeyBlob;
    }
}

internal sealed record PublicKeyResult(string PublicKeyBlob);
