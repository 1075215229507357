using System.Globalization;

namespace Kms.Cli.Output;

/// <summary>How values look to people.</summary>
internal static class Plain
{
    public static string Value(object? value) => value switch
    {
        null => "-",
        "" => "-",
        string text => Text(text),
        bool yes => yes ? "yes" : "no",
        DateTimeOffset instant => instant.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        double number => number.ToString(number >= 100 ? "0" : "0.##", CultureInfo.InvariantCulture),
        Enum state => Words.Of(state),
        Hidden hidden => hidden.Hint,
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => throw new InvalidOperationException($"{value.GetType()} is not a printable value"),
    };

    // A description may hold anything, an escape sequence too; none of it may reach the terminal.
    public static string Text(string text) =>
        string.Create(text.Length, text, (output, source) =>
        {
            for (var i = 0; i < source.Length; i++) output[i] = char.IsControl(source[i]) ? ' ' : source[i];
        });
}
