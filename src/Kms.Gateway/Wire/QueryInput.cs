using Kms.Gateway.Routing;

namespace Kms.Gateway.Wire;

/// <summary>Reads parameters of the query.</summary>
internal static class QueryInput
{
    /// <summary>Longest name or value that can mean something here; a longer value is not a number of ours.</summary>
    private const int MaxLength = 64;

    /// <summary>A whole number; null when it is absent or empty.</summary>
    /// <param name="query">The raw query: escapes as sent.</param>
    /// <param name="name">The parameter, case-sensitive.</param>
    public static int? Integer(ReadOnlySpan<char> query, string name)
    {
        if (!TryFind(query, name, out var raw) || raw.IsEmpty)
        {
            return null;
        }

        Span<char> buffer = stackalloc char[MaxLength];
        return PercentDecoding.TryDecode(raw, buffer, plusIsSpace: true, out var text) && Digits.TryParse(text, out var value)
            ? value
            : throw Invalid.Argument($"{name} must be a whole number");
    }

    private static bool TryFind(ReadOnlySpan<char> query, string name, out ReadOnlySpan<char> value)
    {
        value = default;
        var found = false;
        Span<char> buffer = stackalloc char[MaxLength];
        foreach (var range in query.Split('&'))
        {
            var pair = query[range];
            var equals = pair.IndexOf('=');
            var rawName = equals < 0 ? pair : pair[..equals];
            if (!PercentDecoding.TryDecode(rawName, buffer, plusIsSpace: true, out var decoded) || !decoded.SequenceEqual(name))
            {
                continue;
            }

            if (found)
            {
                throw Invalid.Argument($"{name} is repeated");
            }

            found = true;
            value = equals < 0 ? default : pair[(equals + 1)..];
        }

        return found;
    }
}
