using System.Buffers.Binary;
using System.Text;

namespace Kms.Grains.Crypto;

/// <summary>The byte format of what Encrypt and GenerateDataKey return under a symmetric key.</summary>
/// <remarks>
/// <code>
/// envelope = header iv(12) ciphertext(1..4096) tag(16)
/// header   = 'KMS1' algorithm(1) flags(1) = 0 keyId(16) version(u32 BE) versionTag(4)
/// AAD      = 'kms/ciphertext/1' 00 header u16 length account u16 length context       ; context: CanonicalContext
/// </code>
/// The version tag is random per version: a key that was put back from an old backup, and made its version 7 anew,
/// does not take the other version 7's ciphertexts for its own.
/// </remarks>
internal static class CiphertextEnvelope
{
    /// <summary>Bytes before the IV.</summary>
    public const int HeaderLength = 30;

    /// <summary>Bytes that an envelope is longer than its plaintext: header, IV and tag.</summary>
    public const int Overhead = HeaderLength + 28;

    /// <summary>Longest plaintext.</summary>
    public const int MaxPlaintext = 4096;

    /// <summary>Characters of a key id in an envelope, all ASCII.</summary>
    public const int KeyIdLength = 16;

    private const int AlgorithmOffset = 4;
    private const int FlagsOffset = 5;
    private const int KeyIdOffset = 6;
    private const int VersionOffset = KeyIdOffset + KeyIdLength;
    private const int TagOffset = VersionOffset + sizeof(uint);

    private static ReadOnlySpan<byte> Magic => "KMS1"u8;

    private static ReadOnlySpan<byte> AssociatedDataTag => "kms/ciphertext/1\0"u8;

    /// <summary>Writes the 30 bytes before the IV.</summary>
    /// <param name="keyId">16 ASCII characters.</param>
    public static void WriteHeader(Span<byte> destination, EnvelopeAlgorithm algorithm, string keyId, uint version, uint versionTag)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(keyId.Length, KeyIdLength);
        Magic.CopyTo(destination);
        destination[AlgorithmOffset] = (byte)algorithm;
        destination[FlagsOffset] = 0;
        Encoding.ASCII.GetBytes(keyId, destination[KeyIdOffset..]);
        BinaryPrimitives.WriteUInt32BigEndian(destination[VersionOffset..], version);
        BinaryPrimitives.WriteUInt32BigEndian(destination[TagOffset..], versionTag);
    }

    /// <summary>Checks what an envelope says of itself, in this order: length, magic, algorithm, flags, key id.</summary>
    /// <param name="algorithm">The algorithm of the key that is to open it.</param>
    /// <param name="keyId">The id of that key.</param>
    /// <param name="version">The version it names, not yet known to exist.</param>
    /// <param name="versionTag">To be compared with that version's.</param>
    public static EnvelopeDefect ReadHeader(ReadOnlySpan<byte> envelope, EnvelopeAlgorithm algorithm, string keyId, out uint version, out uint versionTag)
    {
        (version, versionTag) = (0, 0);
        if (envelope.Length is <= Overhead or > Overhead + MaxPlaintext)
        {
            return EnvelopeDefect.Length;
        }

        if (!envelope.StartsWith(Magic))
        {
            return EnvelopeDefect.Magic;
        }

        if (envelope[AlgorithmOffset] != (byte)algorithm)
        {
            return EnvelopeDefect.Algorithm;
        }

        if (envelope[FlagsOffset] != 0)
        {
            return EnvelopeDefect.Flags;
        }

        if (!Ascii.Equals(envelope.Slice(KeyIdOffset, KeyIdLength), keyId))
        {
            return EnvelopeDefect.KeyId;
        }

        version = BinaryPrimitives.ReadUInt32BigEndian(envelope[VersionOffset..]);
        versionTag = BinaryPrimitives.ReadUInt32BigEndian(envelope[TagOffset..]);
        return EnvelopeDefect.None;
    }

    /// <summary>The associated data under which the ciphertext behind a header is authenticated.</summary>
    /// <param name="header">The 30 bytes before the IV.</param>
    /// <param name="account">Owner of the key.</param>
    /// <param name="context">See <see cref="CanonicalContext"/>.</param>
    public static byte[] AssociatedData(ReadOnlySpan<byte> header, string account, ReadOnlySpan<byte> context)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(header.Length, HeaderLength);
        var accountLength = Encoding.UTF8.GetByteCount(account);
        var bytes = new byte[AssociatedDataTag.Length + HeaderLength + sizeof(ushort) + accountLength + sizeof(ushort) + context.Length];
        AssociatedDataTag.CopyTo(bytes);
        var rest = bytes.AsSpan(AssociatedDataTag.Length);
        header.CopyTo(rest);
        rest = rest[HeaderLength..];
        BinaryPrimitives.WriteUInt16BigEndian(rest, checked((ushort)accountLength));
        Encoding.UTF8.GetBytes(account, rest[sizeof(ushort)..]);
        rest = rest[(sizeof(ushort) + accountLength)..];
        BinaryPrimitives.WriteUInt16BigEndian(rest, checked((ushort)context.Length));
        context.CopyTo(rest[sizeof(ushort)..]);
        return bytes;
    }
}
