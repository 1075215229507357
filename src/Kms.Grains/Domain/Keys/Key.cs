using Kms.Grains.Abstractions.Keys;

namespace Kms.Grains.Domain.Keys;

/// <summary>
/// A key, without its material: what it is, where it and its versions stand, and what is due. Immutable. The material
/// of version v belongs to the same record (see <see cref="KeyPages"/>) and is none of the rules' business.
/// </summary>
internal sealed record Key
{
    /// <summary>The name; may be empty.</summary>
    public string Name { get; init; } = string.Empty;

    /// <summary>The description; may be empty.</summary>
    public string Description { get; init; } = string.Empty;

    /// <summary>What it is made of.</summary>
    public required KeySpec Spec { get; init; }

    /// <summary>Where it stands. Read it through <see cref="At"/>: what is due counts as done.</summary>
    public required KeyState State { get; init; }

    /// <summary>Instant of creation (UTC).</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Instant of destruction (UTC) when pending, else null.</summary>
    public DateTimeOffset? DeleteAt { get; init; }

    /// <summary>Days between automatic rotations; 0 is never.</summary>
    public int RotationDays { get; init; }

    /// <summary>Instant of the next automatic rotation (UTC); null when there is none.</summary>
    public DateTimeOffset? RotateAt { get; init; }

    /// <summary>The version with the highest number, which new encryptions use; so many versions there have been.</summary>
    public required KeyVersionNumber Primary { get; init; }

    /// <summary>The states of the versions that are not simply enabled.</summary>
    public VersionExceptions Exceptions { get; init; } = VersionExceptions.None;

    /// <summary>Destroyed versions whose material may still stand in a page, until its erasure has been seen to succeed.</summary>
    public NumberSet Unerased { get; init; } = NumberSet.Empty;

    /// <summary>
    /// The key as it is at an instant: a key or a version whose destruction is due is destroyed, whether or not the
    /// scheduler has come by.
    /// </summary>
    public Key At(DateTimeOffset now)
    {
        if (State == KeyState.Destroyed)
        {
            return this;
        }

        if (State == KeyState.PendingDeletion && DeleteAt <= now)
        {
            return Destroyed();
        }

        var exceptions = Exceptions.At(now);
        return ReferenceEquals(exceptions, Exceptions) ? this : WithDestroyed(exceptions);
    }

    /// <summary>The state of a version at an instant; <see cref="KeyState.Unknown"/> when there never was one.</summary>
    public KeyState StateOf(KeyVersionNumber version, DateTimeOffset now) => version.Value == 0 || version > Primary
        ? KeyState.Unknown
        : Exceptions.Find(version.Value)?.StateAt(now) ?? KeyState.Enabled;

    // The material that the head holds goes in the same write; what stands in pages is erased after it.
    private Key WithDestroyed(VersionExceptions exceptions)
    {
        var newly = Exceptions.Destroyed.Runs.Aggregate(exceptions.Destroyed, (numbers, run) => numbers.Remove(run));
        var unerased = newly.Runs.Aggregate(Unerased, (numbers, run) => numbers.Add(run));
        return this with { Exceptions = exceptions, Unerased = KeyPages.OnPages(unerased, Primary) };
    }

    private Key Destroyed() => this with
    {
        Name = string.Empty,
        Description = string.Empty,
        State = KeyState.Destroyed,
        DeleteAt = null,
        RotationDays = 0,
        RotateAt = null,
        Exceptions = VersionExceptions.None,
        Unerased = KeyPages.OnPages(NumberSet.Empty.Add(new NumberRun(1, Primary.Value)), Primary),
    };
}
