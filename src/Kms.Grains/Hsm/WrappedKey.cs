namespace Kms.Grains.Hsm;

/// <summary>
/// Key material encrypted under a key-encryption key, the only form in which it is stored. Every field, and the
/// <see cref="KeyBinding"/>, is authenticated by <see cref="Mac"/>.
/// </summary>
/// <param name="BindingGeneration">Generation of the binding key that made the MAC.</param>
/// <param name="KekGeneration">Generation of the key-encryption key that wrapped the blob.</param>
/// <param name="Mechanism">How it was wrapped.</param>
/// <param name="Profile">The kind of module that wrapped it, e.g. <c>software</c>, <c>softhsm</c>; at most 32 ASCII characters.</param>
/// <param name="PublicKey">SubjectPublicKeyInfo (DER) of an asymmetric key, else empty.</param>
/// <param name="Blob">The wrapped material.</param>
/// <param name="Mac">HMAC-SHA-256, 32 bytes.</param>
internal sealed record WrappedKey(int BindingGeneration, int KekGeneration, WrapMechanism Mechanism, string Profile, byte[] PublicKey, byte[] Blob, byte[] Mac)
{
    /// <summary>The name of the type: what it carries is never printed.</summary>
    public override string ToString() => nameof(WrappedKey);
}
