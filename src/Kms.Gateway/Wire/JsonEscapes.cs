using System.Globalization;

namespace Kms.Gateway.Wire;

/// <summary>The one thing that <c>Utf8JsonReader</c> lets pass inside strings: half of a surrogate pair.</summary>
internal static class JsonEscapes
{
    /// <summary>
    /// Whether every <c>\uD800</c> to <c>\uDFFF</c> is half of a pair. No text has a lone one, and UTF-8 has no bytes
    /// for it (Unicode 16, section 3.9).
    /// </summary>
    /// <param name="escaped">The inside of a string that the reader has accepted otherwise.</param>
    public static bool ArePaired(ReadOnlySpan<byte> escaped)
    {
        while (true)
        {
            var backslash = escaped.IndexOf((byte)'\\');
            if (backslash < 0)
            {
                return true;
            }

            escaped = escaped[backslash..];
            if (escaped[1] != 'u')
            {
                escaped = escaped[2..];
                continue;
            }

            var unit = Unit(escaped);
            escaped = escaped[6..];
            if (char.IsLowSurrogate(unit))
            {
                return false;
            }

            if (char.IsHighSurrogate(unit))
            {
                if (escaped.Length < 6 || !escaped.StartsWith("\\u"u8) || !char.IsLowSurrogate(Unit(escaped)))
                {
                    return false;
                }

                escaped = escaped[6..];
            }
        }
    }

    private static char Unit(ReadOnlySpan<byte> escape) =>
        (char)ushort.Parse(escape.Slice(2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
