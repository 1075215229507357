using System.Collections.Immutable;
using Kms.Grains.Hsm;

namespace Kms.Silo.Storage.Sqlite;

/// <inheritdoc cref="IRootRegistry"/>
internal sealed class SqliteRootRegistry(SqliteWriter writer, SqliteReaders readers) : IRootRegistry
{
    private const string Select = "SELECT generation, purpose, object_id, check_value, policy, state FROM kms_root ORDER BY purpose, generation";

    private const string Insert = """
        INSERT INTO kms_root (generation, purpose, object_id, check_value, policy, state)
        VALUES ($generation, $purpose, $objectId, $check, $policy, $state)
        """;

    /// <inheritdoc/>
    public async Task<ImmutableArray<RootRecord>> ListAsync(CancellationToken cancellationToken) =>
        await readers.RunAsync(
            session => session.Query(Select, row => new RootRecord(
                row.GetInt32(0), (RootPurpose)row.GetInt32(1), row.GetFieldValue<byte[]>(2), row.GetFieldValue<byte[]>(3), row.GetString(4), row.GetString(5))).ToImmutableArray(),
            cancellationToken);

    /// <inheritdoc/>
    public async Task AddAsync(ImmutableArray<RootRecord> roots, CancellationToken cancellationToken) =>
        await writer.RunAsync(session => roots.Sum(root => Add(session, root)), cancellationToken);

    /// <inheritdoc/>
    public async Task<bool> HasRecordsAsync(CancellationToken cancellationToken) =>
        await readers.RunAsync(session => session.Scalar("SELECT EXISTS (SELECT 1 FROM kms_record)") is 1L, cancellationToken);

    private static int Add(SqliteSession session, RootRecord root) => session.Execute(
        Insert, ("$generation", root.Generation), ("$purpose", (int)root.Purpose), ("$objectId", root.ObjectId),
        ("$check", root.Check), ("$policy", root.Policy), ("$state", root.State));
}
