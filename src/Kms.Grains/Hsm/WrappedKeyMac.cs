using System.Security.Cryptography;
using Kms.Grains.Crypto;

namespace Kms.Grains.Hsm;

/// <summary>Computes an HMAC-SHA-256 under a binding key; the shape of <see cref="IHsm.ComputeMacAsync"/>.</summary>
/// <param name="destination">32 bytes.</param>
internal delegate ValueTask MacComputation(int bindingGeneration, ReadOnlyMemory<byte> message, Memory<byte> destination, CancellationToken cancellationToken);

/// <summary>
/// The MAC that ties a <see cref="WrappedKey"/> to its <see cref="KeyBinding"/>. Verified before anything is
/// unwrapped and before a public key is given out.
/// </summary>
/// <remarks>
/// <c>message = "kms/wrapped-key/1" 00 binding-generation account key-id version spec usage kek-generation mechanism
/// profile public-key blob</c>, fields as <see cref="LengthPrefixedWriter"/> writes them. Every adapter makes the same
/// message, so that only the key decides.
/// </remarks>
internal static class WrappedKeyMac
{
    /// <summary>Bytes of a MAC.</summary>
    public const int Length = HMACSHA256.HashSizeInBytes;

    /// <summary>The message of <paramref name="key"/>'s MAC when it is presented for <paramref name="binding"/>.</summary>
    public static ReadOnlyMemory<byte> Message(KeyBinding binding, WrappedKey key) =>
        new LengthPrefixedWriter("kms/wrapped-key/1"u8)
            .Add(key.BindingGeneration)
            .Add(binding.Account)
            .Add(binding.KeyId)
            .Add(binding.Version)
            .Add((long)binding.Spec)
            .Add((long)binding.Usage)
            .Add(key.KekGeneration)
            .Add((long)key.Mechanism)
            .Add(key.Profile)
            .Add(key.PublicKey)
            .Add(key.Blob)
            .Written;

    /// <summary>Gives a wrapped key its MAC, for this binding.</summary>
    /// <param name="unsealed">Everything but the MAC, which is ignored.</param>
    public static async ValueTask<WrappedKey> SealAsync(KeyBinding binding, WrappedKey unsealed, MacComputation mac, CancellationToken cancellationToken)
    {
        var value = new byte[Length];
        await mac(unsealed.BindingGeneration, Message(binding, unsealed), value, cancellationToken);
        return unsealed with { Mac = value };
    }

    /// <summary>Proves that a wrapped key is the one that was sealed for this binding.</summary>
    /// <exception cref="HsmException"><see cref="HsmFault.NotAuthentic"/> when it is not.</exception>
    public static async ValueTask VerifyAsync(KeyBinding binding, WrappedKey key, MacComputation mac, CancellationToken cancellationToken)
    {
        var expected = new byte[Length];
        try
        {
            await mac(key.BindingGeneration, Message(binding, key), expected, cancellationToken);
            Require(binding, key, expected);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(expected);
        }
    }

    /// <summary>Demands that a wrapped key has the MAC that was computed for it.</summary>
    /// <exception cref="HsmException"><see cref="HsmFault.NotAuthentic"/> when it has not.</exception>
    public static void Require(KeyBinding binding, WrappedKey key, ReadOnlySpan<byte> expected)
    {
        if (!CryptographicOperations.FixedTimeEquals(expected, key.Mac))
            throw NotAuthentic(binding, "its MAC does not cover this key and binding");
    }

    /// <summary>The refusal of a wrapped key, in words for the log.</summary>
    public static HsmException NotAuthentic(KeyBinding binding, string reason, Exception? innerException = null) =>
        new(HsmFault.NotAuthentic, $"Wrapped key {binding.Account}/{binding.KeyId} version {binding.Version}: {reason}.", innerException);
}
