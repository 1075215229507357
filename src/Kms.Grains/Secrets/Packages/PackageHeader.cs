using System.Buffers.Binary;
using System.Text;

namespace Kms.Grains.Secrets.Packages;

/// <summary>The bytes of a package before its IV; the grammar is in README.md of this folder. All of them are authenticated.</summary>
/// <param name="ClusterId">The cluster that made it.</param>
/// <param name="Account">The account that it belongs to.</param>
/// <param name="CreatedAt">When it was made (UTC), in whole milliseconds; informative.</param>
/// <param name="SealedKey">Its data key, sealed.</param>
internal sealed record PackageHeader(string ClusterId, string Account, DateTimeOffset CreatedAt, ReadOnlyMemory<byte> SealedKey)
{
    /// <summary>The format that is written, and the only one that is read.</summary>
    public const byte Format = 1;

    private static ReadOnlySpan<byte> Magic => "KMSX"u8;

    /// <summary>The bytes.</summary>
    public byte[] ToBytes()
    {
        using var stream = new MemoryStream();
        stream.Write(Magic);
        stream.WriteByte(Format);
        WriteText(stream, ClusterId);
        WriteText(stream, Account);
        Span<byte> number = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(number, CreatedAt.ToUnixTimeMilliseconds());
        stream.Write(number);
        BinaryPrimitives.WriteUInt16BigEndian(number, checked((ushort)SealedKey.Length));
        stream.Write(number[..sizeof(ushort)]);
        stream.Write(SealedKey.Span);
        return stream.ToArray();
    }

    /// <summary>Reads the header of a package; null when there is none.</summary>
    /// <param name="length">Its length, where the IV begins.</param>
    public static PackageHeader? TryRead(ReadOnlyMemory<byte> package, out int length)
    {
        length = Magic.Length + 1;
        if (package.Length < length || !package.Span.StartsWith(Magic) || package.Span[Magic.Length] != Format
            || Take(package, ref length, 1) is not { } cluster
            || Take(package, ref length, 1) is not { } account
            || package.Length - length < sizeof(long))
        {
            return null;
        }

        var created = BinaryPrimitives.ReadInt64BigEndian(package.Span[length..]);
        length += sizeof(long);
        return Take(package, ref length, sizeof(ushort)) is { } key && IsInstant(created)
            ? new PackageHeader(Encoding.UTF8.GetString(cluster.Span), Encoding.UTF8.GetString(account.Span), DateTimeOffset.FromUnixTimeMilliseconds(created), key)
            : null;
    }

    private static bool IsInstant(long milliseconds) =>
        milliseconds >= DateTimeOffset.MinValue.ToUnixTimeMilliseconds() && milliseconds <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    private static void WriteText(MemoryStream stream, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        stream.WriteByte(checked((byte)bytes.Length));
        stream.Write(bytes);
    }

    /// <summary>A field behind its length of one or two bytes, or null when the package ends inside it.</summary>
    private static ReadOnlyMemory<byte>? Take(ReadOnlyMemory<byte> package, ref int position, int lengthBytes)
    {
        if (package.Length - position < lengthBytes)
        {
            return null;
        }

        var span = package.Span[position..];
        int length = lengthBytes == 1 ? span[0] : BinaryPrimitives.ReadUInt16BigEndian(span);
        position += lengthBytes;
        if (package.Length - position < length)
        {
            return null;
        }

        position += length;
        return package.Slice(position - length, length);
    }
}
