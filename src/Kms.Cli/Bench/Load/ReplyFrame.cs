using System.Buffers.Text;

namespace Kms.Cli.Bench.Load;

/// <summary>Where a reply ends, and its status. Enough of HTTP/1.1 for the answers of a JSON service: a length or chunks.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="BodyStart">Bytes of status line and headers.</param>
/// <param name="Length">Bytes of the whole reply.</param>
/// <param name="Closes">Whether the server closes the connection after it.</param>
internal readonly record struct ReplyFrame(int Status, int BodyStart, int Length, bool Closes)
{
    /// <summary>False until the reply is complete.</summary>
    /// <exception cref="InvalidDataException">It is not HTTP/1.1.</exception>
    public static bool TryParse(ReadOnlySpan<byte> bytes, out ReplyFrame frame)
    {
        frame = default;
        var end = bytes.IndexOf("\r\n\r\n"u8);
        if (end < 0) return false;
        var head = bytes[..(end + 2)];
        if (!head.StartsWith("HTTP/1.1 "u8) || !Utf8Parser.TryParse(head[9..], out int status, out _)) throw new InvalidDataException("not HTTP/1.1");
        var start = end + 4;
        var length = Value(head, "content-length"u8) is { IsEmpty: false } text && Utf8Parser.TryParse(text, out int body, out _)
            ? start + body
            : Value(head, "transfer-encoding"u8).IsEmpty ? start : Chunks(bytes, start);
        if (length < 0 || length > bytes.Length) return false;
        frame = new(status, start, length, Value(head, "connection"u8).StartsWith("close"u8));
        return true;
    }

    private static ReadOnlySpan<byte> Value(ReadOnlySpan<byte> head, ReadOnlySpan<byte> name)
    {
        while (head.IndexOf("\r\n"u8) is var end and >= 0)
        {
            var line = head[..end];
            head = head[(end + 2)..];
            if (line.Length > name.Length && line[name.Length] == ':' && System.Text.Ascii.EqualsIgnoreCase(line[..name.Length], name))
                return line[(name.Length + 1)..].Trim(" "u8);
        }
        return default;
    }

    // Where the chunks end; -1 while they do not.
    private static int Chunks(ReadOnlySpan<byte> bytes, int position)
    {
        while (true)
        {
            var end = bytes[position..].IndexOf("\r\n"u8);
            if (end < 0) return -1;
            if (!Utf8Parser.TryParse(bytes.Slice(position, end), out int size, out _, 'x')) throw new InvalidDataException("not a chunk");
            position += end + 2 + size + 2;
            if (position > bytes.Length) return -1;
            if (size == 0) return position;
        }
    }
}
