using Kms.Client.Wire;

namespace Kms.Client.Keys;

public sealed partial class KeysClient
{
    /// <summary>Encrypts under the newest version of a key.</summary>
    /// <param name="keyId">The key.</param>
    /// <param name="plaintext">1 to 4096 bytes; RSA: at most 245. It stays the caller's to zero.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The ciphertext; it names the version that made it.</returns>
    public async Task<byte[]> EncryptAsync(string keyId, ReadOnlyMemory<byte> plaintext, CancellationToken cancellationToken = default)
    {
        using var reply = await SendAsync("encrypt", Key(keyId), new PlaintextBody(plaintext), WireJson.Default.PlaintextBody, cancellationToken);
        return reply.Read(WireJson.Default.CiphertextResult).CiphertextBlob;
    }
}

/// <summary>The body of encrypt and sign.</summary>
internal sealed record PlaintextBody(ReadOnlyMemory<byte> Plaintext)
{
    public override string ToString() => nameof(PlaintextBody);
}

internal sealed record CiphertextResult(byte[] CiphertextBlob);
