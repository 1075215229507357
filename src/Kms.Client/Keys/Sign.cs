using Kms.Client.Wire;

namespace Kms.Client.Keys;

public sealed partial class KeysClient
{
    /// <summary>Signs data with an RSA (PKCS#1 v1.5, SHA-256) or SM3-HMAC key.</summary>
    /// <param name="keyId">The key.</param>
    /// <param name="data">1 to 4096 bytes, not their digest.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The signature as the service writes it; for <see cref="ValidateAsync"/> it need not be understood.</returns>
    public async Task<string> SignAsync(string keyId, ReadOnlyMemory<byte> data, CancellationToken cancellationToken = default)
    {
        using var reply = await SendAsync("sign", Key(keyId), new PlaintextBody(data), WireJson.Default.PlaintextBody, cancellationToken);
        return reply.Read(WireJson.Default.SignatureResult).Signature;
    }
}

internal sealed record SignatureResult(string Signature);
