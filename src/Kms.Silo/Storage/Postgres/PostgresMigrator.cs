using System.Collections.Immutable;
using Kms.Grains.Storage;
using Microsoft.Extensions.Options;
using Npgsql;
using Orleans.Configuration;

namespace Kms.Silo.Storage.Postgres;

/// <inheritdoc cref="IMigrator"/>
internal sealed class PostgresMigrator(PostgresSource source, IOptions<ClusterOptions> cluster) : IMigrator
{
    private const long Lock = 0x4b4d_5300_0001; // "KMS", 1; beside the start's lock (2)

    private const int StepSeconds = 300; // a step may rewrite a table

    private const string Bookkeeping = """
        CREATE TABLE IF NOT EXISTS kms_migration (step text PRIMARY KEY, digest text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now());
        CREATE TABLE IF NOT EXISTS kms_meta (name text PRIMARY KEY, value text NOT NULL);
        """;

    private static readonly ImmutableArray<MigrationStep> s_steps = MigrationStep.All("Postgres");

    /// <inheritdoc/>
    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await source.Pool.OpenConnectionAsync(cancellationToken);
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            await ExecuteAsync(connection, $"SELECT pg_advisory_xact_lock({Lock})", cancellationToken);
            await RequireSettingsAsync(connection, cancellationToken);
            await ExecuteAsync(connection, Bookkeeping, cancellationToken);
            await RequireClusterAsync(connection, cancellationToken);
            foreach (var step in MigrationPlan.Missing(s_steps, await AppliedAsync(connection, cancellationToken)))
            {
                await ExecuteAsync(connection, step.Sql, cancellationToken);
                await ExecuteAsync(connection, "INSERT INTO kms_migration (step, digest) VALUES ($1, $2)", cancellationToken, step.Name, step.Digest);
            }

            await transaction.CommitAsync(cancellationToken);
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException)
        {
            throw new StorageException("The database cannot be migrated.", e);
        }
    }

    /// <summary>What is acknowledged must be durable, and text must be Unicode.</summary>
    private static async Task RequireSettingsAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        if (await ScalarAsync(connection, "SHOW synchronous_commit", cancellationToken) is "off")
        {
            throw new StorageException("The database has synchronous_commit = off: it could lose what was acknowledged.");
        }

        if (await ScalarAsync(connection, "SHOW server_encoding", cancellationToken) is var encoding and not "UTF8")
        {
            throw new StorageException($"The database has the encoding {encoding}; UTF8 is needed.");
        }
    }

    private async Task RequireClusterAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await ExecuteAsync(connection, "INSERT INTO kms_meta (name, value) VALUES ('cluster', $1) ON CONFLICT DO NOTHING", cancellationToken, cluster.Value.ClusterId);
        MigrationPlan.RequireCluster(cluster.Value.ClusterId, await ScalarAsync(connection, "SELECT value FROM kms_meta WHERE name = 'cluster'", cancellationToken));
    }

    private static async Task<Dictionary<string, string>> AppliedAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var applied = new Dictionary<string, string>(StringComparer.Ordinal);
        await using var command = new NpgsqlCommand("SELECT step, digest FROM kms_migration", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            applied.Add(reader.GetString(0), reader.GetString(1));
        }

        return applied;
    }

    private static async Task<string> ScalarAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return (string)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken, params string[] values)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = StepSeconds };
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = value });
        }

        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
