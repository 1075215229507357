namespace Kms.Grains.Storage;

/// <summary>
/// What the catalogue shows of a record: written in the same transaction, stored in the record as its <c>index</c>,
/// so that the catalogue's columns do not change with the document. Kinds without a listing have none.
/// </summary>
internal sealed record CatalogEntry
{
    /// <summary>
    /// False takes the row out of the listing and its counter: destroyed keys, deleted secrets. Such a row is kept
    /// exactly as long as it has a <see cref="WakeAtMicroseconds"/>, so that the scheduler still finds a destroyed
    /// key whose pages hold blobs to erase.
    /// </summary>
    public required bool Listed { get; init; }

    /// <summary>Instant of creation in microseconds since 1970 (UTC); lists are ordered by it.</summary>
    public required long CreatedMicroseconds { get; init; }

    /// <summary>Name.</summary>
    public string Name { get; init; } = string.Empty;

    /// <summary>Description.</summary>
    public string Description { get; init; } = string.Empty;

    /// <summary>KeySpec as a number; 0 for secrets.</summary>
    public int Spec { get; init; }

    /// <summary>KeyState or SecretState as a number.</summary>
    public required int State { get; init; }

    /// <summary>Days between rotations; 0 is never.</summary>
    public int RotationDays { get; init; }

    /// <summary>
    /// Instant of destruction in microseconds since 1970, or null. From that instant on the record is not listed or
    /// counted any more, whether or not it was written again.
    /// </summary>
    public long? DeleteAtMicroseconds { get; init; }

    /// <summary>The scheduler bucket of the record: 0 to 63, from its id.</summary>
    public int Bucket { get; init; }

    /// <summary>When the record has something due next, in microseconds since 1970, or null for never.</summary>
    public long? WakeAtMicroseconds { get; init; }

    /// <summary>Protection as a number; 0 for secrets.</summary>
    public int Protection { get; init; }
}
