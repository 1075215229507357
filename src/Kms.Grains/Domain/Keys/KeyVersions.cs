using System.Collections.Immutable;
using Kms.Grains.Abstractions.Keys;

namespace Kms.Grains.Domain.Keys;

/// <summary>Which versions of a key there are to show: all but the destroyed ones, the newest first by number.</summary>
internal static class KeyVersions
{
    /// <summary>How many there are.</summary>
    public static int Count(Key key, DateTimeOffset now) => Shown(key, now).Count;

    /// <summary>A page of them.</summary>
    /// <param name="skip">How many of the newest to pass over.</param>
    /// <param name="take">How many at most.</param>
    public static ImmutableArray<KeyVersionNumber> Page(Key key, long skip, int take, DateTimeOffset now) =>
        [.. Shown(key, now).Largest(skip, take).Select(number => new KeyVersionNumber(number))];

    private static NumberSet Shown(Key key, DateTimeOffset now) => key.Exceptions.At(now).Destroyed.Runs.Aggregate(
        NumberSet.Empty.Add(new NumberRun(1, key.Primary.Value)), (numbers, run) => numbers.Remove(run));
}
