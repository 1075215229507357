using System.Text;

namespace Kms.Client.Signing;

/// <summary>Decodes and encodes again, so that however a path or query was written it has one form:
/// every byte but the unreserved ones as <c>%</c> and two upper-case digits.</summary>
internal static class PercentEncoding
{
    private const string Hex = "0123456789ABCDEF";

    /// <summary>Appends the path's one form; slashes stay.</summary>
    public static void AppendPath(ref ByteBuilder output, scoped ReadOnlySpan<char> path, bool collapseSlashes)
    {
        if (path.IsEmpty) output.Append('/');
        Span<byte> scratch = stackalloc byte[256];
        var raw = new ByteBuilder(scratch);
        raw.Append(path);
        var rest = raw.Written;
        var afterSlash = false;
        while (!rest.IsEmpty)
        {
            var value = Next(ref rest);
            if (!(value == '/' && afterSlash && collapseSlashes)) AppendEncoded(ref output, value, keepSlash: true);
            afterSlash = value == '/';
        }
        raw.Dispose();
    }

    /// <summary>The one form of a query's name or value; <c>+</c> is a space.</summary>
    public static string QueryPart(string part)
    {
        Span<byte> scratch = stackalloc byte[128];
        var output = new ByteBuilder(scratch);
        ReadOnlySpan<byte> rest = Encoding.UTF8.GetBytes(part.Replace('+', ' '));
        while (!rest.IsEmpty) AppendEncoded(ref output, Next(ref rest), keepSlash: false);
        var text = Encoding.ASCII.GetString(output.Written);
        output.Dispose();
        return text;
    }

    private static byte Next(ref ReadOnlySpan<byte> rest)
    {
        if (rest is [(byte)'%', var high, var low, ..] && char.IsAsciiHexDigit((char)high) && char.IsAsciiHexDigit((char)low))
        {
            rest = rest[3..];
            return (byte)((Digit(high) << 4) | Digit(low));
        }
        var value = rest[0];
        rest = rest[1..];
        return value;
    }

    private static int Digit(byte hex) => hex <= '9' ? hex - '0' : (hex | 0x20) - 'a' + 10;

    private static void AppendEncoded(ref ByteBuilder output, byte value, bool keepSlash)
    {
        if (char.IsAsciiLetterOrDigit((char)value) || value is (byte)'-' or (byte)'.' or (byte)'_' or (byte)'~' || (keepSlash && value == '/'))
        {
            output.Append(value);
            return;
        }
        output.Append('%');
        output.Append(Hex[value >> 4]);
        output.Append(Hex[value & 15]);
    }
}
