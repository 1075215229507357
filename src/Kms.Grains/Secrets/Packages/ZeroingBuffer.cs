using System.Buffers;
using System.Security.Cryptography;

namespace Kms.Grains.Secrets.Packages;

/// <summary>A growing buffer for secret bytes: pinned, zeroed when it moves and when it is disposed.</summary>
internal sealed class ZeroingBuffer(int capacity) : IBufferWriter<byte>, IDisposable
{
    private byte[] _bytes = GC.AllocateArray<byte>(capacity, pinned: true);
    private int _length;

    /// <summary>What was written; valid until the next write or <see cref="Dispose"/>.</summary>
    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, _length);

    /// <inheritdoc/>
    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)count, (uint)(_bytes.Length - _length), nameof(count));
        _length += count;
    }

    /// <inheritdoc/>
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(Math.Max(1, sizeHint));
        return _bytes.AsMemory(_length);
    }

    /// <inheritdoc/>
    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    /// <inheritdoc/>
    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(_bytes);
        (_bytes, _length) = ([], 0);
    }

    private void Reserve(int more)
    {
        if (_bytes.Length - _length >= more)
        {
            return;
        }

        var grown = GC.AllocateArray<byte>(Math.Max(checked(_length + more), 2 * _bytes.Length), pinned: true);
        Written.Span.CopyTo(grown);
        CryptographicOperations.ZeroMemory(_bytes);
        _bytes = grown;
    }
}
