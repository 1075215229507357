using Kms.Grains.Leases;
using Kms.Grains.Storage;

namespace Kms.Grains.Secrets;

/// <summary>Snapshots of versions: the value is still encrypted, its key still wrapped.</summary>
internal sealed class SecretItemSnapshots(SecretRecords secrets) : SnapshotType<SecretItem>
{
    private const int Overhead = 768;

    /// <inheritdoc/>
    public override ValueTask<SecretItem?> LoadAsync(RecordId id, CancellationToken cancellationToken) => secrets.ReadVersionAsync(id, cancellationToken);

    /// <inheritdoc/>
    public override long RevisionOf(SecretItem snapshot) => snapshot.Revision;

    /// <inheritdoc/>
    public override long SizeOf(SecretItem snapshot) =>
        Overhead + (snapshot.Sealed is { } value ? value.Value.Length + value.Key.Blob.Length + value.Key.Mac.Length : 0);
}
