using System.Globalization;
using System.Text.Json;

namespace Kms.Gateway.Wire;

/// <summary>Instants on the wire: out as <c>yyyy-MM-ddTHH:mm:ssZ</c>, in as ISO 8601.</summary>
internal static class WireTime
{
    private const int Length = 20;
    private const int MaxNormalLength = 25;

    private static readonly string[] Forms =
    [
        "yyyy-MM-dd",
        "yyyy-MM-dd'T'HH:mm",
        "yyyy-MM-dd'T'HH:mm:ss",
        "yyyy-MM-dd'T'HH:mmzzz",
        "yyyy-MM-dd'T'HH:mm:sszzz",
    ];

    /// <summary>Writes an instant in UTC, the fraction of its second cut off: never later than it is.</summary>
    public static void WriteInstant(this Utf8JsonWriter json, ReadOnlySpan<byte> name, DateTimeOffset instant)
    {
        Span<byte> text = stackalloc byte[Length];
        instant.UtcDateTime.TryFormat(text, out var written, "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        json.WriteString(name, text[..written]);
    }

    /// <summary>
    /// Reads a date, or a date and time with <c>Z</c>, an offset or neither, which is UTC. A fraction is cut off.
    /// </summary>
    /// <param name="instant">The instant; null for the year 0001, which the .NET SDK sends for "not set".</param>
    /// <returns>False when the text is something else.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out DateTimeOffset? instant)
    {
        instant = null;
        Span<char> buffer = stackalloc char[MaxNormalLength];
        if (!TryNormalise(text, buffer, out var length))
        {
            return false;
        }

        // Read as the year 0002: the year 0001 less a time zone would be before the first instant that .NET knows.
        var unset = text.StartsWith("0001-");
        if (unset)
        {
            buffer[3] = '2';
        }

        if (!DateTimeOffset.TryParseExact(
            buffer[..length], Forms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var parsed))
        {
            return false;
        }

        instant = unset ? null : parsed.ToUniversalTime();
        return true;
    }

    /// <summary>Takes the fraction out and writes <c>Z</c> as an offset, so that five forms describe them all.</summary>
    private static bool TryNormalise(ReadOnlySpan<char> text, Span<char> buffer, out int length)
    {
        length = 0;
        ReadOnlySpan<char> zone = text.EndsWith('Z') ? "+00:00" : string.Empty;
        var rest = text.EndsWith('Z') ? text[..^1] : text;
        var point = rest.IndexOf('.');
        if (point >= 0)
        {
            var tail = rest[(point + 1)..];
            var digits = tail.IndexOfAnyExceptInRange('0', '9');
            var fraction = digits < 0 ? tail.Length : digits;
            if (fraction == 0 || point != "yyyy-MM-ddTHH:mm:ss".Length || (zone.Length > 0 && digits >= 0))
            {
                return false;
            }

            zone = zone.Length > 0 ? zone : tail[fraction..];
            rest = rest[..point];
        }

        // A date alone has no zone.
        if (rest.Length + zone.Length > buffer.Length || (zone.Length > 0 && rest.Length < "yyyy-MM-ddTHH:mm".Length))
        {
            return false;
        }

        rest.CopyTo(buffer);
        zone.CopyTo(buffer[rest.Length..]);
        length = rest.Length + zone.Length;
        return true;
    }
}
