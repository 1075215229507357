using System.Collections.Immutable;
using Kms.Grains.Hsm;
using Npgsql;

namespace Kms.Silo.Storage.Postgres;

/// <inheritdoc cref="IRootRegistry"/>
internal sealed class PostgresRootRegistry(PostgresGate gate) : IRootRegistry
{
    private const string Select = "SELECT generation, purpose, object_id, check_value, policy, state FROM kms_root ORDER BY purpose, generation";

    // One statement, so that all are added or none.
    private const string Insert = """
        INSERT INTO kms_root (generation, purpose, object_id, check_value, policy, state)
        SELECT * FROM unnest($1::integer[], $2::integer[], $3::bytea[], $4::bytea[], $5::text[], $6::text[])
        """;

    /// <inheritdoc/>
    public Task<ImmutableArray<RootRecord>> ListAsync(CancellationToken cancellationToken) => gate.RunAsync(Select, ReadAsync, cancellationToken);

    /// <inheritdoc/>
    public Task AddAsync(ImmutableArray<RootRecord> roots, CancellationToken cancellationToken) => gate.RunAsync(
        Insert, (command, token) => command.ExecuteNonQueryAsync(token), cancellationToken,
        Column(roots, root => root.Generation), Column(roots, root => (int)root.Purpose), Column(roots, root => root.ObjectId),
        Column(roots, root => root.Check), Column(roots, root => root.Policy), Column(roots, root => root.State));

    /// <inheritdoc/>
    public async Task<bool> HasRecordsAsync(CancellationToken cancellationToken) =>
        await gate.RunAsync("SELECT EXISTS (SELECT 1 FROM kms_record)", (command, token) => command.ExecuteScalarAsync(token), cancellationToken) is true;

    private static async Task<ImmutableArray<RootRecord>> ReadAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        var roots = ImmutableArray.CreateBuilder<RootRecord>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            roots.Add(new RootRecord(
                reader.GetInt32(0), (RootPurpose)reader.GetInt32(1), reader.GetFieldValue<byte[]>(2), reader.GetFieldValue<byte[]>(3), reader.GetString(4), reader.GetString(5)));
        }

        return roots.DrainToImmutable();
    }

    private static NpgsqlParameter<T[]> Column<T>(ImmutableArray<RootRecord> roots, Func<RootRecord, T> value) => new() { TypedValue = [.. roots.Select(value)] };
}
