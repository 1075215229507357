using System.Security.Cryptography;
using Kms.Grains.Crypto;

namespace Kms.Silo.Hsm.Software;

/// <summary>AES Key Wrap with Padding, RFC 5649.</summary>
internal static class AesKwp
{
    /// <summary>How much longer than its material, rounded up to 8 bytes, a blob is.</summary>
    private const int Overhead = 8;

    /// <summary>Wraps material of any length.</summary>
    public static byte[] Wrap(Aes kek, ReadOnlySpan<byte> material) => kek.EncryptKeyWrapPadded(material);

    /// <summary>Unwraps a blob; null when this key did not wrap it. The caller disposes the material.</summary>
    public static SecretBytes? TryUnwrap(Aes kek, ReadOnlySpan<byte> blob)
    {
        if (blob.Length < 2 * Overhead || blob.Length % Overhead != 0)
            return null;

        using var padded = new SecretBytes(blob.Length - Overhead);
        if (!TryUnwrap(kek, blob, padded.ExposeSpan(), out var length))
            return null;
        var material = new SecretBytes(length);
        padded.ExposeSpan()[..length].CopyTo(material.ExposeSpan());
        return material;
    }

    private static bool TryUnwrap(Aes kek, ReadOnlySpan<byte> blob, Span<byte> destination, out int length)
    {
        try
        {
            return kek.TryDecryptKeyWrapPadded(blob, destination, out length);
        }
        catch (CryptographicException)
        {
            length = 0;
            return false;
        }
    }
}
