using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Kms.Grains.Crypto;

/// <summary>
/// Builds the message of a MAC or the associated data of an AEAD: a tag, a zero byte, then fields, each as
/// u32 big-endian length and bytes, so that no two different lists of fields give the same message.
/// </summary>
/// <remarks><c>message = tag 00 *( length(4) bytes )</c>; an integer field is 8 bytes, big-endian.</remarks>
internal sealed class LengthPrefixedWriter
{
    private readonly ArrayBufferWriter<byte> _buffer = new(256);

    /// <summary>Starts a message.</summary>
    /// <param name="tag">ASCII; every purpose has its own.</param>
    public LengthPrefixedWriter(ReadOnlySpan<byte> tag)
    {
        _buffer.Write(tag);
        _buffer.Write<byte>([0]);
    }

    /// <summary>The message so far; valid until the next write.</summary>
    public ReadOnlyMemory<byte> Written => _buffer.WrittenMemory;

    /// <summary>Adds bytes.</summary>
    public LengthPrefixedWriter Add(ReadOnlySpan<byte> value)
    {
        BinaryPrimitives.WriteInt32BigEndian(_buffer.GetSpan(sizeof(int)), value.Length);
        _buffer.Advance(sizeof(int));
        _buffer.Write(value);
        return this;
    }

    /// <summary>Adds a text in UTF-8.</summary>
    public LengthPrefixedWriter Add(string value)
    {
        var length = Encoding.UTF8.GetByteCount(value);
        var span = _buffer.GetSpan(sizeof(int) + length);
        BinaryPrimitives.WriteInt32BigEndian(span, length);
        Encoding.UTF8.GetBytes(value, span[sizeof(int)..]);
        _buffer.Advance(sizeof(int) + length);
        return this;
    }

    /// <summary>Adds an integer as 8 bytes, big-endian.</summary>
    public LengthPrefixedWriter Add(long value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, value);
        return Add(bytes);
    }
}
