using System.Security.Cryptography;

namespace Kms.Grains.Crypto;

/// <summary>
/// Secret bytes with one owner: pinned, so that the collector leaves no copies behind, and zeroed when disposed.
/// </summary>
/// <remarks>Not safe for use by two threads of which one disposes it.</remarks>
internal sealed class SecretBytes : IDisposable
{
    private byte[]? _bytes;

    /// <summary>Owns <paramref name="length"/> zero bytes, for the caller to fill.</summary>
    public SecretBytes(int length) => _bytes = GC.AllocateArray<byte>(length, pinned: true);

    /// <summary>Number of bytes.</summary>
    public int Length => Owned.Length;

    private byte[] Owned
    {
        get
        {
            ObjectDisposedException.ThrowIf(_bytes is null, this);
            return _bytes;
        }
    }

    /// <summary>Fresh random bytes from the operating system's generator.</summary>
    public static SecretBytes Random(int length)
    {
        var bytes = new SecretBytes(length);
        RandomNumberGenerator.Fill(bytes.Owned);
        return bytes;
    }

    /// <summary>The bytes themselves, until <see cref="Dispose"/>. What is copied from here is the copier's to zero.</summary>
    public Span<byte> ExposeSpan() => Owned;

    /// <summary>As <see cref="ExposeSpan"/>, for asynchronous calls.</summary>
    public Memory<byte> ExposeMemory() => Owned;

    /// <summary>Zeroes the bytes; a second time does nothing.</summary>
    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(_bytes);
        _bytes = null;
    }

    /// <summary>The name of the type: what it carries is never printed.</summary>
    public override string ToString() => nameof(SecretBytes);
}
