namespace Kms.Gateway.Wire;

/// <summary>The days that a scheduled deletion waits.</summary>
internal static class DelayDays
{
    private const int Min = 7;
    private const int Max = 30;

    /// <summary>Reads <c>delayDays</c> from a query: 7 to 30, default 7.</summary>
    public static int Of(ReadOnlySpan<char> query)
    {
        var days = QueryInput.Integer(query, "delayDays") ?? Min;
        return days is < Min or > Max ? throw Invalid.Argument($"delayDays must be from {Min} to {Max}") : days;
    }
}
