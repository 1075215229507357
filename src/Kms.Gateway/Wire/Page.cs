namespace Kms.Gateway.Wire;

/// <summary>Which part of a list is wanted.</summary>
/// <param name="Number">From 1; default 1.</param>
/// <param name="Size">10 to 100; default 10.</param>
internal readonly record struct Page(int Number, int Size)
{
    private const int MinSize = 10;
    private const int MaxSize = 100;

    /// <summary>Reads <c>pageNumber</c> and <c>pageSize</c> from a query.</summary>
    public static Page Of(ReadOnlySpan<char> query)
    {
        var number = QueryInput.Integer(query, "pageNumber") ?? 1;
        var size = QueryInput.Integer(query, "pageSize") ?? MinSize;
        return number < 1 ? throw Invalid.Argument("pageNumber must be at least 1")
            : size is < MinSize or > MaxSize ? throw Invalid.Argument($"pageSize must be from {MinSize} to {MaxSize}")
            : new Page(number, size);
    }
}
