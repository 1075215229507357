using System.Security.Cryptography;

namespace Kms.Silo.Hsm.Pkcs11.Sessions;

/// <summary>
/// A session's own memory for what goes into a call or comes out of it: pinned, reused, zeroed after each operation.
/// Since the module never sees the caller's buffers, a caller can be let go while its call hangs in the module.
/// </summary>
internal sealed class Scratch
{
    /// <summary>What fits without an allocation: data of the wire (4 KiB) and records (9 KiB) do.</summary>
    private const int Resident = 16 * 1024;

    private readonly byte[] _resident = GC.AllocateArray<byte>(Resident, pinned: true);
    private byte[]? _large;

    /// <summary>The memory of the operation that runs; zeroes beyond what it wrote.</summary>
    public byte[] Buffer => _large ?? _resident;

    /// <summary>How much of it the operation asked for.</summary>
    public int Length { get; private set; }

    /// <summary>The asked-for part.</summary>
    public Span<byte> Span => Buffer.AsSpan(0, Length);

    /// <summary>Begins an operation that needs so many bytes.</summary>
    public Span<byte> Take(int length)
    {
        if (length > Resident)
            _large = GC.AllocateUninitializedArray<byte>(length, pinned: true);
        Length = length;
        return Span;
    }

    /// <summary>Begins an operation with these bytes.</summary>
    public void Load(ReadOnlySpan<byte> content) => content.CopyTo(Take(content.Length));

    /// <summary>Ends the operation.</summary>
    public void Clear()
    {
        CryptographicOperations.ZeroMemory(Span);
        _large = null;
        Length = 0;
    }
}
