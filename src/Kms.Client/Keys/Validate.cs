using Kms.Client.Wire;

namespace Kms.Client.Keys;

public sealed partial class KeysClient
{
    /// <summary>Whether a signature was made over this data by this key.</summary>
    /// <param name="keyId">The key.</param>
    /// <param name="data">1 to 4096 bytes, not their digest.</param>
    /// <param name="signature">As <see cref="SignAsync"/> returned it.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>False for any other signature; that is no error.</returns>
    public async Task<bool> ValidateAsync(
        string keyId, ReadOnlyMemory<byte> data, string signature, CancellationToken cancellationToken = default)
    {
        var body = new ValidateBody(data, signature);
        using var reply = await SendAsync("validate", Key(keyId), body, WireJson.Default.ValidateBody, cancellationToken);
        return reply.Read(WireJson.Default.ValidatedResult).Validated;
    }
}

internal sealed record ValidateBody(ReadOnlyMemory<byte> Plaintext, string Signature)
{
    public override string ToString() => nameof(ValidateBody);
}

internal sealed record ValidatedResult(bool Validated);
