using System.Collections.Immutable;
using Kms.Grains.Storage;

namespace Kms.Silo.Storage.Sqlite;

/// <inheritdoc cref="IRecordStore"/>
internal sealed class SqliteRecordStore(SqliteWriter writer, SqliteReaders readers) : IRecordStore
{
    private const string Document = "SELECT document FROM kms_record WHERE kind = $kind AND account = $account AND id = $id";

    /// <inheritdoc/>
    public async ValueTask<StoredRecord?> ReadAsync(RecordId id, CancellationToken cancellationToken) =>
        await readers.RunAsync(session => Read(session, id), cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<ImmutableDictionary<string, StoredRecord>> ReadManyAsync(string kind, string account, IReadOnlyCollection<string> ids, CancellationToken cancellationToken) =>
        await readers.RunAsync(
            session => session.InSnapshot(snapshot => ids.Distinct()
                .Select(id => (Id: id, Record: Read(snapshot, new RecordId(kind, account, id))))
                .Where(row => row.Record is not null)
                .ToImmutableDictionary(row => row.Id, row => row.Record!)),
            cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<bool> TryWriteAsync(StoredRecord record, long expectedRevision, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(record.Revision, expectedRevision + 1);

        // Everything that can be done before is done on the caller's thread and not on the writer's.
        var document = StoredRecordFormat.Write(record);
        var entry = StorageJson.ReadIndex(record.Index);
        return await writer.RunAsync(session => RecordStatements.TryWrite(session, record, document, entry), cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask<CatalogPage> ListAsync(string account, string kind, DateTimeOffset now, long offset, int count, CancellationToken cancellationToken) =>
        await readers.RunAsync(session => CatalogStatements.List(session, account, kind, Instants.ToMicroseconds(now), offset, count), cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<ImmutableArray<DueRecord>> DueAsync(int firstBucket, int lastBucket, DateTimeOffset now, int limit, CancellationToken cancellationToken) =>
        await readers.RunAsync(session => CatalogStatements.ListDue(session, firstBucket, lastBucket, Instants.ToMicroseconds(now), limit), cancellationToken);

    /// <inheritdoc/>
    public async ValueTask PostponeAsync(DueRecord due, DateTimeOffset wakeAt, CancellationToken cancellationToken) =>
        await writer.RunAsync(session => CatalogStatements.PutOff(session, due, Instants.ToMicroseconds(wakeAt)), cancellationToken);

    /// <inheritdoc/>
    public async ValueTask CheckAsync(CancellationToken cancellationToken) =>
        await readers.RunAsync(session => session.Scalar("SELECT count(*) FROM kms_migration"), cancellationToken);

    private static StoredRecord? Read(SqliteSession session, RecordId id) =>
        session.Scalar(Document, ("$kind", id.Kind), ("$account", id.Account), ("$id", id.Id)) is byte[] document
            ? StoredRecordFormat.Read(document)
            : null;
}
