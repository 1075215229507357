using Kms.Grains.Abstractions.Keys;

namespace Kms.Grains.Hsm;

/// <summary>
/// What every adapter demands of its caller before it touches a key. A violation is a mistake in the service
/// (<see cref="ArgumentException"/>): what users may ask for was decided before, by the domain.
/// </summary>
internal static class HsmArguments
{
    /// <summary>Bytes of the IV of AES-GCM. Modules accept others, even none, so it is enforced here.</summary>
    public const int IvLength = 12;

    /// <summary>Bytes of the tag of AES-GCM. Modules accept shorter ones, so it is enforced here.</summary>
    public const int TagLength = 16;

    /// <summary>How much longer than its plaintext an encryption is.</summary>
    public const int Overhead = IvLength + TagLength;

    /// <summary>Bytes of a block and of the modulus of <see cref="KeySpec.Rsa2048"/>.</summary>
    public const int RsaBlockLength = 256;

    /// <summary>Demands a key that the module can generate, with a usage that its spec has.</summary>
    public static void RequireGenerate(KeyBinding binding)
    {
        ArgumentNullException.ThrowIfNull(binding);
        var possible = binding.Spec switch
        {
            KeySpec.Aes256 => KeyUsage.EncryptDecrypt,
            KeySpec.Rsa2048 => KeyUsage.EncryptDecrypt | KeyUsage.SignVerify,
            _ => KeyUsage.Unknown,
        };
        if (binding.Usage == KeyUsage.Unknown || (binding.Usage & ~possible) != 0)
            throw new ArgumentException($"The module has no keys of spec {binding.Spec} with usage {binding.Usage}.", nameof(binding));
    }

    /// <summary>Demands an AES key that may encrypt, and a destination of the exact length.</summary>
    public static void RequireEncrypt(KeyBinding binding, int plaintextLength, int destinationLength)
    {
        Require(binding, KeySpec.Aes256, KeyUsage.EncryptDecrypt);
        if (destinationLength - Overhead != plaintextLength)
            throw new ArgumentException($"The destination of an encryption is {Overhead} bytes longer than the plaintext.", nameof(destinationLength));
    }

    /// <summary>Demands an AES key that may decrypt, and a destination of the exact length.</summary>
    /// <returns>False when the source is too short to be an encryption: it is not authentic, and there is no destination to judge.</returns>
    public static bool RequireDecrypt(KeyBinding binding, int sourceLength, int destinationLength)
    {
        Require(binding, KeySpec.Aes256, KeyUsage.EncryptDecrypt);
        if (sourceLength < Overhead)
            return false;
        if (sourceLength - Overhead != destinationLength)
            throw new ArgumentException($"The destination of a decryption is {Overhead} bytes shorter than the source.", nameof(destinationLength));
        return true;
    }

    /// <summary>Demands an RSA key that may decrypt, and room for a block.</summary>
    /// <returns>False when the block is not one: whatever users send is data, not a mistake of the service.</returns>
    public static bool RequireDecryptRsa(KeyBinding binding, int blockLength, int destinationLength)
    {
        Require(binding, KeySpec.Rsa2048, KeyUsage.EncryptDecrypt);
        if (destinationLength < RsaBlockLength)
            throw new ArgumentException("The destination is at least as long as the modulus.", nameof(destinationLength));
        return blockLength == RsaBlockLength;
    }

    /// <summary>Demands an RSA key that may sign.</summary>
    public static void RequireSignRsa(KeyBinding binding) => Require(binding, KeySpec.Rsa2048, KeyUsage.SignVerify);

    /// <summary>Demands an asymmetric key.</summary>
    public static void RequirePublicKey(KeyBinding binding)
    {
        ArgumentNullException.ThrowIfNull(binding);
        if (binding.Spec != KeySpec.Rsa2048)
            throw new ArgumentException($"A key of spec {binding.Spec} has no public key.", nameof(binding));
    }

    /// <summary>Demands a destination of 32 bytes.</summary>
    public static void RequireMac(int destinationLength)
    {
        if (destinationLength != WrappedKeyMac.Length)
            throw new ArgumentException($"A MAC is {WrappedKeyMac.Length} bytes long.", nameof(destinationLength));
    }

    private static void Require(KeyBinding binding, KeySpec spec, KeyUsage usage)
    {
        ArgumentNullException.ThrowIfNull(binding);
        if (binding.Spec != spec || (binding.Usage & usage) != usage)
            throw new ArgumentException($"This takes a key of spec {spec} with usage {usage}.", nameof(binding));
    }
}
