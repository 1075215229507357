using System.Collections.Immutable;
using Kms.Grains.Leases;
using Kms.Grains.Storage;

namespace Kms.Grains.Keys;

/// <summary>Snapshots of heads.</summary>
internal sealed class KeySnapshots(KeyRecords keys) : SnapshotType<KeySnapshot>
{
    private const int HeadOverhead = 1024;
    private const int VersionOverhead = 768;

    /// <inheritdoc/>
    public override async ValueTask<KeySnapshot?> LoadAsync(RecordId id, CancellationToken cancellationToken) =>
        await keys.ReadAsync(id, cancellationToken) is { } head ? new KeySnapshot(id, head) : null;

    /// <inheritdoc/>
    public override long RevisionOf(KeySnapshot snapshot) => snapshot.Revision;

    /// <inheritdoc/>
    public override long SizeOf(KeySnapshot snapshot) =>
        HeadOverhead + (2L * (snapshot.Key.Name.Length + snapshot.Key.Description.Length)) + (64L * snapshot.Key.Exceptions.Runs.Length) + SizeOf(snapshot.Head.Versions);

    /// <summary>Roughly the bytes of versions, with what is remembered of each.</summary>
    internal static long SizeOf(ImmutableArray<KeyVersion> versions)
    {
        var size = 0L;
        foreach (var version in versions)
        {
            size += VersionOverhead + (version.Material?.Sealed?.Length ?? 0);
            if (version.Material?.Wrapped is { } wrapped)
            {
                // The public key counts twice: stored, and as it was verified.
                size += wrapped.Blob.Length + wrapped.Mac.Length + (2 * wrapped.PublicKey.Length);
            }
        }

        return size;
    }
}
