namespace Kms.Grains.Abstractions.Secrets;

/// <summary>What a request does to an instant: leave it (the default of this type), reset it, or set it.</summary>
/// <param name="Kind">Which of the three.</param>
/// <param name="At">The instant (UTC) when <paramref name="Kind"/> is <see cref="InstantChangeKind.Set"/>.</param>
[GenerateSerializer, Immutable, Alias("kms.InstantChange")]
public readonly record struct InstantChange([property: Id(0)] InstantChangeKind Kind, [property: Id(1)] DateTimeOffset At)
{
    /// <summary>Back to the instant's default.</summary>
    public static InstantChange Reset => new(InstantChangeKind.Reset, default);

    /// <summary>To a given instant.</summary>
    /// <param name="at">The instant (UTC).</param>
    public static InstantChange To(DateTimeOffset at) => new(InstantChangeKind.Set, at);
}
