using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Kms.Client.Secrets;

namespace Kms.Cli.Input;

/// <summary>Options that name an instant; without a zone it is UTC.</summary>
internal static class InstantOption
{
    private const string Form = "an instant such as 2027-01-31T12:00:00Z";

    public static Option<DateTimeOffset?> For(string name, string description) => new(name)
    {
        Description = $"{description}: {Form}",
        HelpName = "INSTANT",
        CustomParser = result => Parse(result, name, ""),
    };

    /// <summary>One that also takes a word for going back to the default.</summary>
    public static Option<InstantChange> ChangeFor(string name, string description, string resetWord) => new(name)
    {
        Description = $"{description}: {Form}, or '{resetWord}'",
        HelpName = "INSTANT",
        CustomParser = result => result.Tokens[0].Value == resetWord
            ? InstantChange.Reset
            : Parse(result, name, $" or '{resetWord}'") is { } instant ? InstantChange.To(instant) : InstantChange.Unchanged,
    };

    private static DateTimeOffset? Parse(ArgumentResult result, string name, string alternative)
    {
        const DateTimeStyles styles = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        if (DateTimeOffset.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, styles, out var instant)) return instant;
        result.AddError($"{name} must be {Form}{alternative}");
        return null;
    }
}
