using Kms.Grains.Leases;
using Kms.Grains.Storage;

namespace Kms.Grains.Keys;

/// <summary>Snapshots of pages.</summary>
internal sealed class KeyPageSnapshots(KeyRecords keys) : SnapshotType<KeyPageSnapshot>
{
    private const int Overhead = 256;

    /// <inheritdoc/>
    public override async ValueTask<KeyPageSnapshot?> LoadAsync(RecordId id, CancellationToken cancellationToken) =>
        await keys.ReadPageAsync(id, cancellationToken) is { } page ? new KeyPageSnapshot(page) : null;

    /// <inheritdoc/>
    public override long RevisionOf(KeyPageSnapshot snapshot) => snapshot.Page.Revision;

    /// <inheritdoc/>
    public override long SizeOf(KeyPageSnapshot snapshot) => Overhead + KeySnapshots.SizeOf(snapshot.Page.Versions);
}
