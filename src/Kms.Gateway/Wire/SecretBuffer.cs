using System.Buffers;
using Microsoft.Extensions.ObjectPool;

namespace Kms.Gateway.Wire;

/// <summary>
/// A growing buffer for what may hold plaintext: rented, and zeroed before it goes back. It never leaves a copy behind
/// when it grows.
/// </summary>
internal sealed class SecretBuffer : IBufferWriter<byte>, IResettable
{
    private byte[] _array = [];
    private int _length;

    /// <summary>What has been written.</summary>
    public ReadOnlyMemory<byte> Written => _array.AsMemory(0, _length);

    /// <inheritdoc/>
    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, _array.Length - _length);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        _length += count;
    }

    /// <inheritdoc/>
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(Math.Max(1, sizeHint));
        return _array.AsMemory(_length);
    }

    /// <inheritdoc/>
    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(Math.Max(1, sizeHint));
        return _array.AsSpan(_length);
    }

    /// <summary>Makes room for <paramref name="count"/> more bytes.</summary>
    public void Reserve(int count)
    {
        if (_array.Length - _length >= count)
        {
            return;
        }

        var larger = ArrayPool<byte>.Shared.Rent(checked(Math.Max(_length + count, Math.Min(2 * _length, Array.MaxLength))));
        _array.AsSpan(0, _length).CopyTo(larger);
        Return();
        _array = larger;
    }

    /// <summary>Forgets what has been written and keeps the memory.</summary>
    public void Clear()
    {
        _array.AsSpan(0, _length).Clear();
        _length = 0;
    }

    /// <summary>Zeroes the memory and gives it back.</summary>
    public bool TryReset()
    {
        Return();
        _array = [];
        _length = 0;
        return true;
    }

    private void Return()
    {
        if (_array.Length > 0)
        {
            // All of it: a writer that fails may have put bytes beyond what it has reported.
            ArrayPool<byte>.Shared.Return(_array, clearArray: true);
        }
    }
}
