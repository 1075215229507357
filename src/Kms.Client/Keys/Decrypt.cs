using Kms.Client.Wire;

namespace Kms.Client.Keys;

public sealed partial class KeysClient
{
    /// <summary>Decrypts what a key encrypted, under whichever version did.</summary>
    /// <param name="keyId">The key.</param>
    /// <param name="ciphertext">As <see cref="EncryptAsync"/> or <see cref="GenerateDataKeyAsync"/> returned it.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The plaintext; the caller zeroes it.</returns>
    public async Task<byte[]> DecryptAsync(string keyId, ReadOnlyMemory<byte> ciphertext, CancellationToken cancellationToken = default)
    {
        using var reply = await SendAsync("decrypt", Key(keyId), new CiphertextBody(ciphertext), WireJson.Default.CiphertextBody, cancellationToken);
        return reply.Read(WireJson.Default.PlaintextResult).Plaintext;
    }
}

internal sealed record CiphertextBody(ReadOnlyMemory<byte> CiphertextBlob);

internal sealed record PlaintextResult(byte[] Plaintext)
{
    public override string ToString() => nameof(PlaintextResult);
}
