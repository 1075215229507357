namespace Kms.Gateway.Routing;

/// <summary>Percent-decoding of request targets (RFC 3986, section 2.1), byte by byte.</summary>
internal static class PercentDecoding
{
    /// <summary>Decodes into <paramref name="destination"/>; each decoded byte becomes one character.</summary>
    /// <param name="plusIsSpace">Whether <c>+</c> means a space, as it does in a query.</param>
    /// <returns>The decoded part; false for a broken escape or when it does not fit.</returns>
    public static bool TryDecode(
        ReadOnlySpan<char> source, Span<char> destination, bool plusIsSpace, out ReadOnlySpan<char> decoded)
    {
        decoded = default;
        var length = 0;
        for (var i = 0; i < source.Length; i++)
        {
            var c = source[i];
            if (c == '%')
            {
                if (i + 2 >= source.Length || !char.IsAsciiHexDigit(source[i + 1]) || !char.IsAsciiHexDigit(source[i + 2]))
                {
                    return false;
                }

                c = (char)((Digit(source[i + 1]) << 4) | Digit(source[i + 2]));
                i += 2;
            }
            else if (c == '+' && plusIsSpace)
            {
                c = ' ';
            }

            if (length == destination.Length)
            {
                return false;
            }

            destination[length++] = c;
        }

        decoded = destination[..length];
        return true;
    }

    private static int Digit(char c) => char.IsAsciiDigit(c) ? c - '0' : (c | 0x20) - 'a' + 10;
}
