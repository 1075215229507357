using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Kms.Grains.Storage;
using Kms.Silo.Storage;
using Kms.Silo.Storage.Postgres;
using Kms.Testing;
using Kms.Testing.Postgres;
using Npgsql;

namespace Kms.Silo.Tests.Storage.Postgres;

/// <summary>A server that may be stopped, because nobody else uses it.</summary>
public sealed class OwnPostgresServer : IAsyncDisposable
{
    public PostgresServer Server { get; } = new();

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}

/// <summary>The database stops, hangs and comes back.</summary>
public sealed class PostgresOutageTests(OwnPostgresServer own) : IAsyncLifetime, IClassFixture<OwnPostgresServer>
{
    private static readonly RecordId s_id = new(RecordKinds.Key, "root", "a");

    // What the slowest failure may take (connect 2 s, command 3 s), on a busy machine.
    private static readonly TimeSpan s_bound = TimeSpan.FromSeconds(12);

    private readonly PostgresServer _server = own.Server;
    private PostgresDatabase _database = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await _server.CreateDatabaseAsync();
        await using var process = new PostgresDirect(_database.ConnectionString);
        await process.Migrator.MigrateAsync(default);
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Calls_DatabaseStopped_FailInTimeAndServeAgainAfterwards(bool immediate)
    {
        await using var silo = await StorageSilo.StartAsync(builder => builder.AddPostgresStorage(_database.ConnectionString, new PostgresOptions()));
        foreach (var revision in Enumerable.Range(1, 20))
        {
            await silo.Grains.WriteAsync(TestRecords.Record(s_id, revision, TestRecords.Entry(), $"{revision}"));
        }

        await _server.StopAsync(immediate);
        for (var i = 0; i < 5; i++)
        {
            await AssertFailsInTimeAsync(() => silo.Store.ReadAsync(s_id, default).AsTask());
            await AssertFailsInTimeAsync(() => silo.Grains.WriteAsync(TestRecords.Record(s_id, 21, TestRecords.Entry(), "21")));
            await AssertFailsInTimeAsync(() => silo.Store.CheckAsync(default).AsTask());
        }

        await _server.StartAsync();
        Assert.True(await Eventually.TrueAsync(() => SucceedsAsync(() => silo.Store.CheckAsync(default).AsTask()), TimeSpan.FromSeconds(30)));
        Assert.Equal("20", (await silo.Store.ReadAsync(s_id, default)).DocumentOf());
        await silo.Grains.WriteAsync(TestRecords.Record(s_id, 21, TestRecords.Entry(), "21"));
        Assert.Equal(1, (await silo.Store.ListAsync("root")).TotalCount);
    }

    [Fact]
    public async Task Calls_OutageKnown_AreAnsweredAtOnceAndLoggedOnce()
    {
        await using var process = new PostgresDirect(_database.ConnectionString);
        await process.Store.CheckAsync(default);
        await _server.StopAsync();

        var watch = Stopwatch.StartNew();
        for (var i = 0; i < 1000; i++)
        {
            await Assert.ThrowsAsync<StorageException>(() => process.Store.CheckAsync(default).AsTask());
        }

        Assert.InRange(watch.Elapsed, TimeSpan.Zero, s_bound);
        Assert.Single(process.Log.Entries, entry => entry.Id.Id == StorageEvents.Outage);
    }

    [Fact]
    public async Task Calls_ServerThatNeverAnswers_FailInTime()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        await using var process = new PostgresDirect($"Host=127.0.0.1;Port={((IPEndPoint)silent.LocalEndpoint).Port};Username=kms;Password=x");

        await AssertFailsInTimeAsync(() => process.Store.CheckAsync(default).AsTask());
        await AssertFailsInTimeAsync(() => process.Migrator.MigrateAsync(default));
        await AssertFailsInTimeAsync(() => process.StartLock.AcquireAsync(default));
    }

    [Fact]
    public async Task Calls_StatementThatHangs_FailInTimeAndTheRestWaitsNoLonger()
    {
        await using var process = new PostgresDirect(_database.ConnectionString, connections: 1);
        await process.Store.CheckAsync(default);
        await using var other = new NpgsqlConnection(_database.ConnectionString);
        await other.OpenAsync();
        await using var transaction = await other.BeginTransactionAsync();
        await using var command = new NpgsqlCommand("LOCK TABLE kms_record", other, transaction);
        await command.ExecuteNonQueryAsync();

        var hanging = AssertFailsInTimeAsync(() => process.Store.ReadAsync(s_id, default).AsTask());
        var refusal = await Assert.ThrowsAsync<StorageException>(() => process.Store.CheckAsync(default).AsTask());

        Assert.Contains("Kms__Database__Connections", refusal.Message, StringComparison.Ordinal);
        await hanging;
        await transaction.RollbackAsync();
        Assert.Null(await process.Store.ReadAsync(s_id, default));
    }

    [Fact]
    public async Task Calls_CallerWhoLeaves_IsNoFault()
    {
        await using var process = new PostgresDirect(_database.ConnectionString);
        using var gone = new CancellationTokenSource();
        await gone.CancelAsync();

        for (var i = 0; i < Breaker.Threshold; i++)
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => process.Store.CheckAsync(gone.Token).AsTask());
        }

        await process.Store.CheckAsync(default);
    }

    [Fact]
    public async Task Calls_BackendsKilled_ServeAgainAtOnce()
    {
        await using var process = new PostgresDirect(_database.ConnectionString);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => process.Store.CheckAsync(default).AsTask()));
        await using (var other = new NpgsqlConnection(_database.ConnectionString))
        {
            await other.OpenAsync();
            await using var command = new NpgsqlCommand("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()", other);
            await command.ExecuteNonQueryAsync();
        }

        Assert.True(await Eventually.TrueAsync(() => SucceedsAsync(() => process.Store.CheckAsync(default).AsTask()), TimeSpan.FromSeconds(5)));
    }

    private static async Task AssertFailsInTimeAsync(Func<Task> call)
    {
        var watch = Stopwatch.StartNew();
        await Assert.ThrowsAsync<StorageException>(call);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, s_bound);
    }

    private static async Task<bool> SucceedsAsync(Func<Task> call)
    {
        try
        {
            await call();
            return true;
        }
        catch (StorageException)
        {
            return false;
        }
    }
}
