namespace Kms.Client;

/// <summary>One page of a list, newest first.</summary>
/// <typeparam name="T">What is listed.</typeparam>
/// <param name="Items">The page's items; empty beyond the end.</param>
/// <param name="TotalCount">How many there are on all pages.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, int TotalCount);
