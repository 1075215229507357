using Kms.Grains.Leases;
using Kms.Grains.Storage;

namespace Kms.Grains.Access;

/// <summary>Snapshots of access keys: the access key with its secret still sealed.</summary>
internal sealed class AccessKeySnapshots(AccessKeyRecords accessKeys) : SnapshotType<StoredAccessKey>
{
    private const int Overhead = 512;

    /// <inheritdoc/>
    public override ValueTask<StoredAccessKey?> LoadAsync(RecordId id, CancellationToken cancellationToken) =>
        accessKeys.ReadAsync(id.Id, cancellationToken);

    /// <inheritdoc/>
    public override long RevisionOf(StoredAccessKey snapshot) => snapshot.Revision;

    /// <inheritdoc/>
    public override long SizeOf(StoredAccessKey snapshot) => Overhead + snapshot.Key.SealedSecret.Length;
}
