namespace Kms.Gateway.Routing;

/// <summary>Version numbers as the wire writes them: decimal, no leading zero, 1 to 4294967295.</summary>
internal static class VersionText
{
    private const int MaxDigits = 10;

    /// <summary>Reads a number.</summary>
    /// <returns>False when no version can have that name.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out uint version)
    {
        version = 0;
        if (text.Length is 0 or > MaxDigits || text[0] == '0')
        {
            return false;
        }

        var value = 0UL;
        foreach (var c in text)
        {
            if (!char.IsAsciiDigit(c))
            {
                return false;
            }

            value = (value * 10) + (uint)(c - '0');
        }

        version = (uint)value;
        return value <= uint.MaxValue;
    }
}
