using Kms.Grains.Domain;

namespace Kms.Grains.Storage;

/// <summary>The persisted shape of a <see cref="NumberRun"/>, a member of the documents that count versions.</summary>
internal sealed record StoredNumberRun
{
    /// <summary>The first number.</summary>
    public required uint From { get; init; }

    /// <summary>The last number.</summary>
    public required uint To { get; init; }

    /// <summary>The stored shape of a set.</summary>
    public static StoredNumberRun[] FromSet(NumberSet numbers) => [.. numbers.Runs.Select(run => new StoredNumberRun { From = run.From, To = run.To })];

    /// <summary>The set.</summary>
    public static NumberSet ToSet(StoredNumberRun[] runs) => new([.. runs.Select(run => new NumberRun(run.From, run.To))]);
}
