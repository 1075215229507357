using System.Collections.Immutable;
using System.Globalization;
using Kms.Grains.Abstractions.Secrets;
using Kms.Grains.Domain.Secrets;
using Kms.Grains.Leases;
using Kms.Grains.Storage;

namespace Kms.Grains.Secrets;

/// <summary>
/// Secrets and their versions as records. Every write drops the snapshots of what it wrote before it returns, also when
/// it fails, because its outcome may then be unknown.
/// </summary>
internal sealed class SecretRecords(Records records, LeasedRecords leases)
{
    /// <summary>Most versions that are read at once.</summary>
    public const int MaxBatch = 100;

    /// <summary>Identity of a head.</summary>
    public static RecordId HeadOf(string account, string secretId) => new(RecordKinds.Secret, account, secretId);

    /// <summary>Identity of a version.</summary>
    public static RecordId VersionOf(RecordId head, SecretVersionNumber number) =>
        new(RecordKinds.SecretVersion, head.Account, VersionId(head, number.Value));

    /// <summary>The number of a version, from its identity.</summary>
    public static SecretVersionNumber NumberOf(RecordId version) =>
        new(uint.Parse(version.Id.AsSpan(version.Id.LastIndexOf('/') + 1), NumberStyles.None, CultureInfo.InvariantCulture));

    /// <summary>Reads a head, or null.</summary>
    public async ValueTask<SecretHead?> ReadHeadAsync(RecordId head, CancellationToken cancellationToken) =>
        await records.ReadAsync(head, SecretDocument.Type, cancellationToken) is { } stored
            ? new SecretHead(stored.Document.ToSecret(), stored.Revision) { UnknownInDocument = stored.Document.Unknown, UnknownInRecord = stored.Unknown }
            : null;

    /// <summary>Reads a version, or null.</summary>
    public async ValueTask<SecretItem?> ReadVersionAsync(RecordId version, CancellationToken cancellationToken) =>
        await records.ReadAsync(version, SecretVersionDocument.Type, cancellationToken) is { } stored
            ? SecretVersionDocument.ToItem(NumberOf(version), stored)
            : null;

    /// <summary>Reads versions, at most <see cref="MaxBatch"/>, in the order of the numbers; null where there is no record.</summary>
    public async ValueTask<ImmutableArray<SecretItem?>> ReadVersionsAsync(RecordId head, ImmutableArray<uint> numbers, CancellationToken cancellationToken)
    {
        if (numbers.IsEmpty)
        {
            return [];
        }

        string[] ids = [.. numbers.Select(number => VersionId(head, number))];
        var stored = await records.ReadManyAsync(RecordKinds.SecretVersion, head.Account, ids, SecretVersionDocument.Type, cancellationToken);
        return [.. numbers.Select((number, i) => stored.TryGetValue(ids[i], out var document) ? SecretVersionDocument.ToItem(new(number), document) : null)];
    }

    /// <summary>Writes a head over the one that was read, or as a new one.</summary>
    /// <param name="wakeAt">When the scheduler is to look at it; null for never.</param>
    public async Task<SecretHead> WriteHeadAsync(RecordId head, SecretHead? previous, Secret secret, DateTimeOffset? wakeAt)
    {
        var next = new SecretHead(secret, 0) { UnknownInDocument = previous?.UnknownInDocument, UnknownInRecord = previous?.UnknownInRecord };
        var document = SecretDocument.From(secret, next.UnknownInDocument);
        var written = await DroppingAsync(head, () =>
            records.WriteAsync(head, previous?.Revision ?? 0, EntryOf(head.Id, secret, wakeAt), document, next.UnknownInRecord, SecretDocument.Type));
        return next with { Revision = written };
    }

    /// <summary>Writes a version over the revision that it was read with, 0 for a new one.</summary>
    public async Task<SecretItem> WriteVersionAsync(RecordId version, SecretItem item)
    {
        var written = await DroppingAsync(version, () =>
            records.WriteAsync(version, item.Revision, index: null, SecretVersionDocument.From(item), item.UnknownInRecord, SecretVersionDocument.Type));
        return item with { Revision = written };
    }

    private async Task<long> DroppingAsync(RecordId id, Func<Task<long>> write)
    {
        var revision = long.MaxValue;
        try
        {
            return revision = await write();
        }
        finally
        {
            leases.Drop(id, revision);
        }
    }

    private static CatalogEntry EntryOf(string secretId, Secret secret, DateTimeOffset? wakeAt) => new()
    {
        Listed = secret.Exists,
        CreatedMicroseconds = Instants.ToMicroseconds(secret.CreatedAt),
        Name = secret.Name,
        Description = secret.Description,
        State = (int)secret.State,
        Bucket = Buckets.Of(secretId),
        WakeAtMicroseconds = Instants.ToMicroseconds(wakeAt),
    };

    private static string VersionId(RecordId head, uint number) => string.Create(CultureInfo.InvariantCulture, $"{head.Id}/{number}");
}
