namespace Kms.Gateway.Wire;

/// <summary>Whole numbers written as text: 1 to 9 decimal digits and nothing else.</summary>
internal static class Digits
{
    private const int MaxLength = 9;

    /// <summary>Reads a number from UTF-8.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out int value)
    {
        value = 0;
        foreach (var digit in text)
        {
            if (!char.IsAsciiDigit((char)digit))
            {
                return false;
            }

            value = unchecked((value * 10) + (digit - '0'));
        }

        return text.Length is > 0 and <= MaxLength;
    }

    /// <summary>Reads a number from characters.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out int value)
    {
        value = 0;
        foreach (var digit in text)
        {
            if (!char.IsAsciiDigit(digit))
            {
                return false;
            }

            value = unchecked((value * 10) + (digit - '0'));
        }

        return text.Length is > 0 and <= MaxLength;
    }
}
