using System.Buffers;
using System.Security.Cryptography;

namespace Kms.Client.Wire;

/// <summary>A growing buffer of its own arrays, zeroed whenever it lets go of one.</summary>
internal sealed class SensitiveBuffer(int capacity = 1024) : IBufferWriter<byte>, IDisposable
{
    private byte[] _buffer = new byte[capacity];

    public int Length { get; private set; }

    public ReadOnlyMemory<byte> Written => _buffer.AsMemory(0, Length);

    public void Advance(int count) => Length += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(Math.Max(sizeHint, 1));
        return _buffer.AsMemory(Length);
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(_buffer);
        _buffer = [];
        Length = 0;
    }

    private void Reserve(int free)
    {
        if (_buffer.Length - Length >= free) return;
        var larger = new byte[Math.Max(_buffer.Length * 2, Length + free)];
        Written.CopyTo(larger);
        CryptographicOperations.ZeroMemory(_buffer);
        _buffer = larger;
    }
}
