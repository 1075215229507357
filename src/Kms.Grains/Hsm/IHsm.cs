using Kms.Grains.Abstractions.Keys;

namespace Kms.Grains.Hsm;

/// <summary>
/// What the service needs of a hardware security module, in domain words. No method returns an unwrapped key.
/// </summary>
/// <remarks>
/// Every method may throw <see cref="HsmException"/>; none waits longer than the pool's deadline for a session.
/// Methods complete synchronously when a session is free. A <see cref="WrappedKey"/> whose MAC does not cover the
/// binding it is presented with is refused (<see cref="HsmFault.NotAuthentic"/>) before it is unwrapped.
/// Buffers that a call was given belong to it until the returned task has ended, whatever its outcome.
/// </remarks>
internal interface IHsm
{
    /// <summary>Where keys of this module are used.</summary>
    Protection Protection { get; }

    /// <summary>The binding-key generation that authenticates new records and new wrapped keys.</summary>
    int BindingGeneration { get; }

    /// <summary>Generates a key inside the module and wraps it: <see cref="KeySpec.Aes256"/> or <see cref="KeySpec.Rsa2048"/>.</summary>
    ValueTask<WrappedKey> GenerateAsync(KeyBinding binding, CancellationToken cancellationToken);

    /// <summary>
    /// AES-256-GCM (NIST SP 800-38D) with a fresh random IV. <paramref name="destination"/> receives
    /// iv(12) | ciphertext | tag(16) and is exactly 28 bytes longer than <paramref name="plaintext"/>.
    /// </summary>
    ValueTask EncryptAsync(KeyBinding binding, WrappedKey key, ReadOnlyMemory<byte> associatedData, ReadOnlyMemory<byte> plaintext, Memory<byte> destination, CancellationToken cancellationToken);

    /// <summary>
    /// Opens what <see cref="EncryptAsync"/> wrote. <paramref name="destination"/> is exactly 28 bytes shorter than
    /// <paramref name="source"/>.
    /// </summary>
    /// <returns>False when it is not authentic, or too short to be; the destination then holds zeroes.</returns>
    ValueTask<bool> DecryptAsync(KeyBinding binding, WrappedKey key, ReadOnlyMemory<byte> associatedData, ReadOnlyMemory<byte> source, Memory<byte> destination, CancellationToken cancellationToken);

    /// <summary>RSAES-PKCS1-v1_5 decryption (RFC 8017, section 7.2.2) of one block.</summary>
    /// <param name="destination">At least as long as the modulus.</param>
    /// <returns>
    /// The number of bytes written, or -1 when the block is not as long as the modulus, not smaller than it, or its
    /// padding is wrong; the destination then holds zeroes.
    /// </returns>
    ValueTask<int> DecryptRsaAsync(KeyBinding binding, WrappedKey key, ReadOnlyMemory<byte> block, Memory<byte> destination, CancellationToken cancellationToken);

    /// <summary>RSASSA-PKCS1-v1_5 with SHA-256 over <paramref name="data"/>; the signature is as long as the modulus.</summary>
    ValueTask<byte[]> SignRsaAsync(KeyBinding binding, WrappedKey key, ReadOnlyMemory<byte> data, CancellationToken cancellationToken);

    /// <summary>The SubjectPublicKeyInfo of an asymmetric key, after its MAC has been verified.</summary>
    ValueTask<byte[]> GetPublicKeyAsync(KeyBinding binding, WrappedKey key, CancellationToken cancellationToken);

    /// <summary>
    /// HMAC-SHA-256 under the binding key of a generation. The message begins with a tag of its own, so that a MAC
    /// made for one purpose never passes for another.
    /// </summary>
    /// <param name="destination">32 bytes.</param>
    ValueTask ComputeMacAsync(int bindingGeneration, ReadOnlyMemory<byte> message, Memory<byte> destination, CancellationToken cancellationToken);

    /// <summary>Drops what is cached of a key, because it was destroyed. Operations in flight with it end normally.</summary>
    void Forget(WrappedKey key);

    /// <summary>Proves that the module serves now: one MAC under the newest binding key.</summary>
    ValueTask CheckAsync(CancellationToken cancellationToken);
}
