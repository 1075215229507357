using Kms.Grains.Hsm;

namespace Kms.Grains.Secrets;

/// <summary>The value of a version, encrypted under a key that no other version has.</summary>
/// <param name="Key">The version's key.</param>
/// <param name="Value">iv(12) | ciphertext | tag(16).</param>
internal sealed record SealedValue(WrappedKey Key, byte[] Value)
{
    /// <summary>The name of the type: what it carries is never printed.</summary>
    public override string ToString() => nameof(SealedValue);
}
