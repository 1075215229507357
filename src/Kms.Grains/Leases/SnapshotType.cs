using Kms.Grains.Storage;

namespace Kms.Grains.Leases;

/// <summary>How snapshots of one kind of record are made. One instance per kind; a record has one type of snapshot.</summary>
/// <typeparam name="TSnapshot">Immutable; used by many callers at once.</typeparam>
internal abstract class SnapshotType<TSnapshot>
    where TSnapshot : class
{
    /// <summary>
    /// Reads the record now, from the database's primary; null when there is none. It runs for several callers at
    /// once: outside any grain, without their request context, and not cancelled when one of them gives up.
    /// </summary>
    public abstract ValueTask<TSnapshot?> LoadAsync(RecordId id, CancellationToken cancellationToken);

    /// <summary>The revision of the record that the snapshot shows.</summary>
    public abstract long RevisionOf(TSnapshot snapshot);

    /// <summary>Roughly the bytes that it occupies.</summary>
    public abstract long SizeOf(TSnapshot snapshot);
}
