using Kms.Grains.Domain;

namespace Kms.Grains.Keys;

/// <summary>The persisted shape of a <see cref="NumberRun"/>.</summary>
internal sealed record StoredNumberRun
{
    /// <summary>The first number.</summary>
    public required uint From { get; init; }

    /// <summary>The last number.</summary>
    public required uint To { get; init; }

    /// <summary>The stored shape of a run.</summary>
    public static StoredNumberRun FromRun(NumberRun run) => new() { From = run.From, To = run.To };

    /// <summary>The run.</summary>
    public NumberRun ToRun() => new(From, To);
}
