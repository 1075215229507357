using Kms.Grains.Leases;
using Kms.Grains.Storage;

namespace Kms.Grains.Secrets;

/// <summary>Snapshots of heads.</summary>
internal sealed class SecretSnapshots(SecretRecords secrets) : SnapshotType<SecretHead>
{
    private const int Overhead = 512;
    private const int RunSize = 8;

    /// <inheritdoc/>
    public override ValueTask<SecretHead?> LoadAsync(RecordId id, CancellationToken cancellationToken) => secrets.ReadHeadAsync(id, cancellationToken);

    /// <inheritdoc/>
    public override long RevisionOf(SecretHead snapshot) => snapshot.Revision;

    /// <inheritdoc/>
    public override long SizeOf(SecretHead snapshot) =>
        Overhead
        + (sizeof(char) * ((long)snapshot.Secret.Name.Length + snapshot.Secret.Description.Length))
        + (RunSize * ((long)snapshot.Secret.Versions.Runs.Length + snapshot.Secret.Unerased.Runs.Length));
}
