using System.Security.Cryptography;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Engines;
using Org.BouncyCastle.Crypto.Modes;
using Org.BouncyCastle.Crypto.Parameters;

namespace Kms.Grains.Crypto;

/// <summary>SM4 (GB/T 32907-2016) in Galois/Counter Mode (RFC 8998), in the layout of <see cref="Hsm.IHsm.EncryptAsync"/>.</summary>
/// <remarks>
/// <c>output = iv(12) ciphertext tag(16)</c>. The library keeps its own copy of the key until the collector takes it:
/// software protection, and said so.
/// </remarks>
internal static class Sm4Gcm
{
    /// <summary>Bytes of a key.</summary>
    public const int KeyLength = 16;

    /// <summary>Bytes of the IV.</summary>
    public const int IvLength = 12;

    /// <summary>Bytes of the tag.</summary>
    public const int TagLength = 16;

    /// <summary>Encrypts under a fresh random IV.</summary>
    /// <param name="destination">28 bytes longer than <paramref name="plaintext"/>.</param>
    public static void Encrypt(ReadOnlySpan<byte> key, ReadOnlySpan<byte> associatedData, ReadOnlySpan<byte> plaintext, Span<byte> destination)
    {
        RandomNumberGenerator.Fill(destination[..IvLength]);
        EncryptWithIv(key, associatedData, plaintext, destination);
    }

    /// <summary>Encrypts under the IV that the destination begins with; for known answers.</summary>
    internal static void EncryptWithIv(ReadOnlySpan<byte> key, ReadOnlySpan<byte> associatedData, ReadOnlySpan<byte> plaintext, Span<byte> destination)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(destination.Length, IvLength + plaintext.Length + TagLength);
        var cipher = Start(true, key, destination[..IvLength], associatedData);
        Finish(cipher, plaintext, destination[IvLength..]);
    }

    /// <summary>Opens what <see cref="Encrypt"/> wrote.</summary>
    /// <param name="destination">28 bytes shorter than <paramref name="source"/>.</param>
    /// <returns>False when it is not authentic; the destination then holds zeroes.</returns>
    public static bool Decrypt(ReadOnlySpan<byte> key, ReadOnlySpan<byte> associatedData, ReadOnlySpan<byte> source, Span<byte> destination)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(source.Length, IvLength + destination.Length + TagLength);
        var cipher = Start(false, key, source[..IvLength], associatedData);
        try
        {
            Finish(cipher, source[IvLength..], destination);
            return true;
        }
        catch (InvalidCipherTextException)
        {
            CryptographicOperations.ZeroMemory(destination);
            return false;
        }
    }

    private static GcmBlockCipher Start(bool encrypt, ReadOnlySpan<byte> key, ReadOnlySpan<byte> iv, ReadOnlySpan<byte> associatedData)
    {
        var cipher = new GcmBlockCipher(new SM4Engine());
        cipher.Init(encrypt, new AeadParameters(new KeyParameter(key), TagLength * 8, iv.ToArray()));
        cipher.ProcessAadBytes(associatedData);
        return cipher;
    }

    private static void Finish(GcmBlockCipher cipher, ReadOnlySpan<byte> input, Span<byte> output)
    {
        var written = cipher.ProcessBytes(input, output);
        cipher.DoFinal(output[written..]);
    }
}
