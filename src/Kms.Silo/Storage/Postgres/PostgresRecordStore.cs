using System.Collections.Immutable;
using Kms.Grains.Storage;
using Npgsql;

namespace Kms.Silo.Storage.Postgres;

/// <inheritdoc cref="IRecordStore"/>
internal sealed class PostgresRecordStore(PostgresGate gate) : IRecordStore
{
    private const string One = "SELECT document FROM kms_record WHERE kind = $1 AND account = $2 AND id = $3";

    private const string Many = "SELECT id, document FROM kms_record WHERE kind = $1 AND account = $2 AND id = ANY ($3)";

    private const string Write = "SELECT kms_write($1, $2, $3, $4)";

    private const string Postpone = """
        UPDATE kms_catalog SET wake_at = $5
        WHERE account = $1 AND kind = $2 AND id = $3 AND revision = $4 AND wake_at IS NOT NULL
        """;

    /// <inheritdoc/>
    public async ValueTask<StoredRecord?> ReadAsync(RecordId id, CancellationToken cancellationToken) =>
        await gate.RunAsync(
            One, async (command, token) => (byte[]?)await command.ExecuteScalarAsync(token), cancellationToken, Of(id.Kind), Of(id.Account), Of(id.Id)) is { } document
            ? StoredRecordFormat.Read(document)
            : null;

    /// <inheritdoc/>
    public async ValueTask<ImmutableDictionary<string, StoredRecord>> ReadManyAsync(string kind, string account, IReadOnlyCollection<string> ids, CancellationToken cancellationToken) =>
        await gate.RunAsync(Many, ReadDocumentsAsync, cancellationToken, Of(kind), Of(account), Of(ids.ToArray()));

    /// <inheritdoc/>
    public async ValueTask<bool> TryWriteAsync(StoredRecord record, long expectedRevision, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(record.Revision, expectedRevision + 1);
        var expected = expectedRevision == 0 ? (int?)null : checked((int)expectedRevision);
        var answer = await gate.RunAsync(
            Write, (command, token) => command.ExecuteScalarAsync(token), cancellationToken,
            Of(record.Id.Kind), Of(KmsStorage.KeyOf(record.Id.Account, record.Id.Id)), new NpgsqlParameter<int?> { TypedValue = expected }, Of(RecordSerializer.Payload(record)));
        return answer is int revision && revision == record.Revision;
    }

    /// <inheritdoc/>
    public async ValueTask<CatalogPage> ListAsync(string account, string kind, DateTimeOffset now, long offset, int count, CancellationToken cancellationToken) =>
        await gate.RunAsync(
            CatalogQueries.Page, CatalogQueries.ReadPageAsync, cancellationToken,
            Of(account), Of(kind), Of(Instants.ToMicroseconds(now)), Of(offset), Of(count));

    /// <inheritdoc/>
    public async ValueTask<ImmutableArray<DueRecord>> DueAsync(int firstBucket, int lastBucket, DateTimeOffset now, int limit, CancellationToken cancellationToken) =>
        await gate.RunAsync(
            CatalogQueries.Due, CatalogQueries.ReadDueAsync, cancellationToken,
            Of(firstBucket), Of(lastBucket), Of(Instants.ToMicroseconds(now)), Of(limit));

    /// <inheritdoc/>
    public async ValueTask PostponeAsync(DueRecord due, DateTimeOffset wakeAt, CancellationToken cancellationToken) =>
        await gate.RunAsync(
            Postpone, (command, token) => command.ExecuteNonQueryAsync(token), cancellationToken,
            Of(due.Id.Account), Of(due.Id.Kind), Of(due.Id.Id), Of(checked((int)due.Revision)), Of(Instants.ToMicroseconds(wakeAt)));

    /// <inheritdoc/>
    public async ValueTask CheckAsync(CancellationToken cancellationToken) =>
        await gate.RunAsync("SELECT count(*) FROM kms_migration", (command, token) => command.ExecuteScalarAsync(token), cancellationToken);

    private static async Task<ImmutableDictionary<string, StoredRecord>> ReadDocumentsAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        var records = ImmutableDictionary.CreateBuilder<string, StoredRecord>(StringComparer.Ordinal);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            records.Add(reader.GetString(0), StoredRecordFormat.Read(reader.GetFieldValue<byte[]>(1)));
        }

        return records.ToImmutable();
    }

    private static NpgsqlParameter<T> Of<T>(T value) => new() { TypedValue = value };
}
