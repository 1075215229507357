using System.Buffers;
using System.Globalization;
using System.Text;

namespace Kms.Gateway.Authentication;

/// <summary>Percent decoding followed by strict percent encoding, in one pass.</summary>
/// <remarks>
/// A '%' without two hex digits behind it stands for itself (published vectors V1, V4 #10 and #18). What is not ASCII
/// is its UTF-8 bytes.
/// </remarks>
internal static class CanonicalText
{
    private const string Unreserved = "-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const int MaxUtf8Bytes = 4;

    private static readonly SearchValues<char> Plain = SearchValues.Create(Unreserved);

    /// <summary>Writes a name or value of a query, where '+' is a space.</summary>
    public static void WriteQueryPart(ref CanonicalBuffer buffer, ReadOnlySpan<char> raw)
    {
        Span<byte> bytes = stackalloc byte[MaxUtf8Bytes];
        while (TrySkipPlain(ref buffer, ref raw))
        {
            WriteEncoded(ref buffer, bytes[..Decode(ref raw, plusIsSpace: true, bytes)]);
        }
    }

    /// <summary>Writes a path; an empty one is "/".</summary>
    /// <param name="collapse">JDCLOUD3: runs of slashes are one and '+' is a space (V4 #1, #6, #8 and #11).</param>
    public static void WritePath(ref CanonicalBuffer buffer, ReadOnlySpan<char> raw, bool collapse)
    {
        var start = buffer.Length;
        Span<byte> bytes = stackalloc byte[MaxUtf8Bytes];
        while (TrySkipPlain(ref buffer, ref raw))
        {
            var decoded = bytes[..Decode(ref raw, plusIsSpace: collapse, bytes)];
            if (!decoded.SequenceEqual("/"u8))
            {
                WriteEncoded(ref buffer, decoded);
            }
            else if (!collapse || buffer.Length == start || buffer.Written[^1] != '/')
            {
                buffer.Write((byte)'/');
            }
        }

        if (buffer.Length == start)
        {
            buffer.Write((byte)'/');
        }
    }

    /// <summary>Writes what needs no encoding.</summary>
    /// <returns>Whether something is left.</returns>
    private static bool TrySkipPlain(ref CanonicalBuffer buffer, ref ReadOnlySpan<char> raw)
    {
        var length = raw.IndexOfAnyExcept(Plain);
        buffer.Write(length < 0 ? raw : raw[..length]);
        raw = length < 0 ? default : raw[length..];
        return !raw.IsEmpty;
    }

    /// <summary>Takes one escape or character.</summary>
    /// <returns>How many bytes it stands for.</returns>
    private static int Decode(ref ReadOnlySpan<char> raw, bool plusIsSpace, scoped Span<byte> bytes)
    {
        if (raw[0] == '%'
            && raw.Length > 2
            && byte.TryParse(raw.Slice(1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out bytes[0]))
        {
            raw = raw[3..];
            return 1;
        }

        Rune.DecodeFromUtf16(raw, out var rune, out var consumed);
        raw = raw[consumed..];
        return plusIsSpace && rune.Value == '+' ? new Rune(' ').EncodeToUtf8(bytes) : rune.EncodeToUtf8(bytes);
    }

    private static void WriteEncoded(ref CanonicalBuffer buffer, scoped ReadOnlySpan<byte> bytes)
    {
        foreach (var value in bytes)
        {
            if (Plain.Contains((char)value))
            {
                buffer.Write(value);
            }
            else
            {
                buffer.Write((byte)'%');
                buffer.Write(HexDigit(value >> 4));
                buffer.Write(HexDigit(value & 0xF));
            }
        }
    }

    private static byte HexDigit(int value) => "0123456789ABCDEF"u8[value];
}
