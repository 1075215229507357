using System.Security.Cryptography;

namespace Kms.Grains.Crypto;

/// <summary>
/// Removes the padding of RSAES-PKCS1-v1_5 (RFC 8017, section 7.2.2, step 3) without letting time or memory access
/// depend on the content. Raw RSA followed by this behaves alike on every module, whereas modules differ in what they
/// make of a wrong padding (an error, or random bytes that look like success).
/// </summary>
/// <remarks><c>block = 00 02 nonzero(8 or more) 00 message</c></remarks>
internal static class Pkcs1Unpadding
{
    /// <summary>Bytes of a block that are never message: 00 02, eight of padding, 00.</summary>
    private const int Overhead = 11;

    /// <summary>Removes the padding.</summary>
    /// <param name="block">The result of the raw RSA operation, as long as the modulus.</param>
    /// <param name="destination">At least as long as the block. Holds zeroes after the message.</param>
    /// <returns>The length of the message, or -1 when the padding is wrong; the destination then holds zeroes.</returns>
    public static int Unpad(ReadOnlySpan<byte> block, Span<byte> destination)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(block.Length, Overhead);
        ArgumentOutOfRangeException.ThrowIfLessThan(destination.Length, block.Length);

        var start = MessageStart(block, out var good);
        var area = destination[..(block.Length - Overhead)];
        block[Overhead..].CopyTo(area);
        ShiftLeft(area, start - Overhead);

        var length = block.Length - start;
        KeepFirst(area, length & good);
        CryptographicOperations.ZeroMemory(destination[area.Length..]);
        return (length & good) | ~good;
    }

    /// <summary>Where the message begins, 11 at least; meaningful only when <paramref name="good"/> is all ones.</summary>
    private static int MessageStart(ReadOnlySpan<byte> block, out int good)
    {
        var found = 0;
        var separator = 0;
        for (var i = 2; i < block.Length; i++)
        {
            var first = IsZero(block[i]) & ~found;
            separator |= i & first;
            found |= first;
        }

        good = IsZero(block[0]) & IsZero(block[1] ^ 2) & found & ~IsNegative(separator - (Overhead - 1));
        return (((separator + 1) & good) | (Overhead & ~good));
    }

    /// <summary>Moves the content left by a secret distance, in steps of powers of two that always all run.</summary>
    private static void ShiftLeft(Span<byte> area, int distance)
    {
        for (var step = 1; step < area.Length; step <<= 1)
        {
            var mask = (byte)~IsZero(distance & step);
            for (var i = 0; i < area.Length; i++)
            {
                var moved = i + step < area.Length ? area[i + step] : (byte)0;
                area[i] = (byte)((area[i] & ~mask) | (moved & mask));
            }
        }
    }

    private static void KeepFirst(Span<byte> area, int length)
    {
        for (var i = 0; i < area.Length; i++)
            area[i] &= (byte)IsNegative(i - length);
    }

    /// <summary>All ones for 0, else 0. The value is not negative.</summary>
    private static int IsZero(int value) => IsNegative(value - 1);

    private static int IsNegative(int value) => value >> 31;
}
