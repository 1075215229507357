using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace Kms.Silo.Storage.Sqlite;

/// <inheritdoc cref="IMigrator"/>
internal sealed class SqliteMigrator(SqliteWriter writer, IOptions<ClusterOptions> cluster) : IMigrator
{
    private const string Bookkeeping = """
        CREATE TABLE IF NOT EXISTS kms_migration (step TEXT NOT NULL PRIMARY KEY, digest TEXT NOT NULL);
        CREATE TABLE IF NOT EXISTS kms_meta (name TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL);
        """;

    private static readonly ImmutableArray<MigrationStep> s_steps = MigrationStep.All("Sqlite");

    /// <inheritdoc/>
    public Task MigrateAsync(CancellationToken cancellationToken) => writer.RunAsync(Migrate, cancellationToken);

    private int Migrate(SqliteSession session)
    {
        session.ExecuteScript(Bookkeeping);
        session.Execute("INSERT INTO kms_meta (name, value) VALUES ('cluster', $cluster) ON CONFLICT DO NOTHING", ("$cluster", cluster.Value.ClusterId));
        MigrationPlan.RequireCluster(cluster.Value.ClusterId, (string)session.Scalar("SELECT value FROM kms_meta WHERE name = 'cluster'")!);

        var applied = session.Query("SELECT step, digest FROM kms_migration", row => (Step: row.GetString(0), Digest: row.GetString(1)))
            .ToDictionary(row => row.Step, row => row.Digest);
        var missing = MigrationPlan.Missing(s_steps, applied);
        foreach (var step in missing)
        {
            session.ExecuteScript(step.Sql);
            session.Execute("INSERT INTO kms_migration (step, digest) VALUES ($step, $digest)", ("$step", step.Name), ("$digest", step.Digest));
        }

        return missing.Length;
    }
}
