using Kms.Grains.Storage;
using Kms.Silo.Storage;
using Kms.Testing;
using Kms.Testing.Postgres;

namespace Kms.Silo.Tests.Storage.Postgres;

public sealed class PostgresMigratorTests(PostgresServer server) : IAsyncLifetime
{
    private PostgresDatabase _database = null!;

    public async ValueTask InitializeAsync() => _database = await server.CreateDatabaseAsync();

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Migrate_FourProcessesAtOnce_ApplyEachStepOnce()
    {
        var processes = Enumerable.Range(0, 4).Select(_ => new PostgresDirect(_database.ConnectionString)).ToList();

        await Task.WhenAll(processes.Select(process => Task.Run(() => process.Migrator.MigrateAsync(default))));

        var steps = MigrationStep.All("Postgres");
        Assert.Equal(steps.Length, await processes[0].CountAsync("SELECT count(*) FROM kms_migration"));
        Assert.Equal(1, await processes[0].CountAsync("SELECT count(DISTINCT applied_at) FROM kms_migration")); // one transaction's now()
        Assert.Equal(20, await processes[0].CountAsync("SELECT count(*) FROM OrleansQuery"));
        foreach (var process in processes)
        {
            await process.Store.CheckAsync(default);
            await process.DisposeAsync();
        }
    }

    [Fact]
    public async Task Migrate_OtherCluster_IsRefused()
    {
        await using var first = new PostgresDirect(_database.ConnectionString);
        await first.Migrator.MigrateAsync(default);
        await using var second = new PostgresDirect(_database.ConnectionString, clusterId: "other");

        var refusal = await Assert.ThrowsAsync<StorageException>(() => second.Migrator.MigrateAsync(default));

        Assert.Contains("'kms'", refusal.Message, StringComparison.Ordinal);
        await first.Migrator.MigrateAsync(default);
    }

    [Fact]
    public async Task Migrate_AppliedStepWithOtherContents_IsRefused()
    {
        await using var process = new PostgresDirect(_database.ConnectionString);
        await process.Migrator.MigrateAsync(default);
        await process.ExecuteAsync("UPDATE kms_migration SET digest = 'other' WHERE step = '0001_records'");

        var refusal = await Assert.ThrowsAsync<StorageException>(() => process.Migrator.MigrateAsync(default));

        Assert.Contains("0001_records", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Migrate_StepOfANewerVersion_IsLeftAlone()
    {
        await using var process = new PostgresDirect(_database.ConnectionString);
        await process.Migrator.MigrateAsync(default);
        await process.ExecuteAsync("INSERT INTO kms_migration (step, digest) VALUES ('9999_later', 'x')");

        await process.Migrator.MigrateAsync(default);
    }

    [Fact]
    public async Task Migrate_StepFails_LeavesNothing()
    {
        await using var process = new PostgresDirect(_database.ConnectionString);
        await process.ExecuteAsync("CREATE TABLE OrleansReminders (x integer)"); // the second step meets it

        await Assert.ThrowsAsync<StorageException>(() => process.Migrator.MigrateAsync(default));

        Assert.Equal(0, await process.CountAsync("SELECT count(*) FROM pg_class WHERE relname LIKE 'kms%'"));
        await process.ExecuteAsync("DROP TABLE OrleansReminders");
        await process.Migrator.MigrateAsync(default);
    }

    [Fact]
    public async Task Migrate_CommitsThatMayBeLost_IsRefused()
    {
        await using var process = new PostgresDirect(_database.ConnectionString + ";Options=-c synchronous_commit=off");

        var refusal = await Assert.ThrowsAsync<StorageException>(() => process.Migrator.MigrateAsync(default));

        Assert.Contains("synchronous_commit", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StartLock_Held_KeepsTheNextOneOutUntilItIsGivenBack()
    {
        await using var first = new PostgresDirect(_database.ConnectionString);
        await using var second = new PostgresDirect(_database.ConnectionString);
        var held = await first.StartLock.AcquireAsync(default);

        var waiting = second.StartLock.AcquireAsync(default);
        await LocksAsync(first, granted: false, 1);
        Assert.False(waiting.IsCompleted);

        await held.DisposeAsync();
        await (await waiting).DisposeAsync();
        await LocksAsync(first, granted: true, 0);
    }

    [Fact]
    public async Task StartLock_WaitCancelled_Ends()
    {
        await using var process = new PostgresDirect(_database.ConnectionString);
        await using var held = await process.StartLock.AcquireAsync(default);
        using var cancellation = new CancellationTokenSource();

        var waiting = process.StartLock.AcquireAsync(cancellation.Token);
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    /// <summary>Waits until the database has so many advisory locks; it drops those of a closed connection in its own time.</summary>
    private static async Task LocksAsync(PostgresDirect process, bool granted, int count) => Assert.True(await Eventually.TrueAsync(
        async () => await process.CountAsync(
            $"SELECT count(*) FROM pg_locks l JOIN pg_database d ON d.oid = l.database WHERE d.datname = current_database() AND l.locktype = 'advisory' AND l.granted = {granted}") == count,
        TimeSpan.FromSeconds(30)));
}
