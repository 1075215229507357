using System.Buffers;
using System.Text;

namespace Kms.Gateway.Authentication;

/// <summary>A growing buffer from the pool, for texts that are hashed and forgotten.</summary>
internal ref struct CanonicalBuffer(int capacity) : IDisposable
{
    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(capacity);

    /// <summary>Bytes written.</summary>
    public int Length { get; private set; }

    public readonly ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    /// <summary>The array behind <see cref="Written"/>; another one after the next write.</summary>
    public readonly byte[] Bytes => _bytes;

    public void Write(byte value)
    {
        Reserve(1)[0] = value;
        Length++;
    }

    public void Write(scoped ReadOnlySpan<byte> value)
    {
        value.CopyTo(Reserve(value.Length));
        Length += value.Length;
    }

    /// <summary>Writes a text in UTF-8.</summary>
    public void Write(scoped ReadOnlySpan<char> text) =>
        Length += Encoding.UTF8.GetBytes(text, Reserve(Encoding.UTF8.GetMaxByteCount(text.Length)));

    /// <summary>Writes bytes as lowercase hex digits.</summary>
    public void WriteHex(scoped ReadOnlySpan<byte> value)
    {
        Convert.TryToHexStringLower(value, Reserve(2 * value.Length), out var written);
        Length += written;
    }

    /// <summary>Writes again what was written before.</summary>
    public void WriteCopy(int start, int length)
    {
        var room = Reserve(length);
        _bytes.AsSpan(start, length).CopyTo(room);
        Length += length;
    }

    /// <summary>Drops what was written between two positions; what follows moves down.</summary>
    public void Remove(int start, int end)
    {
        _bytes.AsSpan(end, Length - end).CopyTo(_bytes.AsSpan(start));
        Length -= end - start;
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
        Length = 0;
    }

    private Span<byte> Reserve(int size)
    {
        if (_bytes.Length - Length < size)
        {
            Grow(size);
        }

        return _bytes.AsSpan(Length);
    }

    private void Grow(int size)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(2 * _bytes.Length, Length + size));
        Written.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }
}
