using System.Diagnostics;
using Kms.Grains.Storage;
using Kms.Silo.Storage.Sqlite;
using Kms.Testing.Logging;
using Kms.Testing.Processes;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace Kms.Silo.Tests.Storage.Sqlite;

/// <summary>Group commit: what shares a transaction, what does not, and what happens when the disk refuses.</summary>
public sealed class SqliteWriterTests : IAsyncLifetime
{
    private const string Account = "root";

    private readonly TemporaryDirectory _directory = new();
    private Opened _database = null!;

    public async ValueTask InitializeAsync()
    {
        _database = new Opened(_directory.File("kms.db"));
        await _database.MigrateAsync();
    }

    public ValueTask DisposeAsync()
    {
        _database.Dispose();
        _directory.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Open_Writer_IsDurableAndErases()
    {
        Assert.Equal("wal", await _database.Writer.RunAsync(session => (string?)session.Scalar("PRAGMA journal_mode"), default));
        Assert.Equal(2L, await _database.Writer.RunAsync(session => session.Scalar("PRAGMA synchronous"), default));
        Assert.Equal(1L, await _database.Writer.RunAsync(session => session.Scalar("PRAGMA secure_delete"), default));
    }

    [Fact]
    public void Files_OfTheDatabase_AreTheOwnersOnly() => Assert.All(
        Directory.GetFiles(_directory.Path),
        file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file)));

    [Fact]
    public async Task Readers_CannotWrite()
    {
        await Assert.ThrowsAsync<StorageException>(() => _database.Readers.RunAsync(session => session.Execute("DELETE FROM kms_record"), default));
        Assert.Equal(0L, await _database.Readers.RunAsync(session => session.Scalar("SELECT count(*) FROM kms_record"), default));
    }

    [Fact]
    public async Task Batch_OneWriteFails_NeighboursDoNot()
    {
        var batch = await InOneBatchAsync(
            () => CreateAsync("a"),
            () => CreateAsync("b", bucket: 64),
            () => CreateAsync("c"),
            () => CreateAsync("a"));

        Assert.True(await batch[0]);
        await Assert.ThrowsAsync<StorageException>(() => batch[1]);
        Assert.True(await batch[2]);
        Assert.False(await batch[3]);
        Assert.Equal(["c", "a"], (await _database.Store.ListAsync(Account)).Rows.Select(row => row.Id));
    }

    [Fact]
    public async Task Batch_CommitFails_AllFailAndTheWriterRecovers()
    {
        await _database.Writer.RunAsync(session => session.Execute("CREATE TABLE child (parent TEXT REFERENCES kms_migration DEFERRABLE INITIALLY DEFERRED)"), default);

        var batch = await InOneBatchAsync(
            () => CreateAsync("a"),
            async () => await _database.Writer.RunAsync(session => session.Execute("INSERT INTO child VALUES ('none')"), default) == 1,
            () => CreateAsync("b"));

        foreach (var write in batch)
        {
            await Assert.ThrowsAsync<StorageException>(() => write);
        }

        Assert.Equal(0, (await _database.Store.ListAsync(Account)).TotalCount);
        Assert.True(await CreateAsync("a"));
        Assert.Equal(1, (await _database.Store.ListAsync(Account)).TotalCount);
    }

    [Fact]
    public async Task Write_DiskFull_IsAStorageExceptionAndReadsGoOn()
    {
        await CreateAsync("a");
        await _database.Writer.RunAsync(session => session.Scalar("PRAGMA max_page_count = 1"), default);

        await Assert.ThrowsAsync<StorageException>(() => CreateAsync("b", document: $"\"{new string('x', 1_000_000)}\""));

        Assert.NotNull(await _database.Store.ReadAsync(Key("a"), default));
        Assert.Null(await _database.Store.ReadAsync(Key("b"), default));
        Assert.True(await CreateAsync("b"));
    }

    [Fact]
    public async Task Write_ReadOnlyDatabase_IsAStorageException()
    {
        await _database.Writer.RunAsync(session => session.Execute("PRAGMA query_only = ON"), default);

        await Assert.ThrowsAsync<StorageException>(() => CreateAsync("a"));

        Assert.Null(await _database.Store.ReadAsync(Key("a"), default));
    }

    [Fact]
    public async Task Write_LockedByAnother_FailsInTimeAndRecovers()
    {
        using var other = new SqliteDatabase(_database.Options).OpenWriter();
        using var impatient = new Opened(_database.Options.Path, seconds: 1);
        other.Execute("BEGIN IMMEDIATE");
        var watch = Stopwatch.StartNew();

        await Assert.ThrowsAsync<StorageException>(() => CreateAsync(impatient, "a"));

        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10));
        other.Execute("ROLLBACK");
        await EventuallyAsync(() => CreateAsync(impatient, "b"));
    }

    [Fact]
    public async Task Write_QueueFull_IsRefusedAtOnce()
    {
        using var blocked = new Gate(_database.Writer);
        var waiting = Enumerable.Range(0, _database.Options.QueueLength).Select(i => CreateAsync($"{i}")).ToList();

        await Assert.ThrowsAsync<StorageException>(() => CreateAsync("one too many"));

        blocked.Open();
        Assert.All(await Task.WhenAll(waiting), Assert.True);
    }

    [Fact]
    public async Task Write_AfterTheClose_IsAStorageException()
    {
        _database.Writer.Dispose();

        await Assert.ThrowsAsync<StorageException>(() => CreateAsync("a"));
    }

    [Fact]
    public async Task Open_PathThatCannotBe_IsAStorageException()
    {
        using var database = new Opened(_directory.File("no", "such", "directory", "kms.db"));

        await Assert.ThrowsAsync<StorageException>(() => database.MigrateAsync());
    }

    [Fact]
    public async Task Acknowledged_ProcessKilled_IsThereAfterwards()
    {
        await Task.WhenAll(Enumerable.Range(0, 300).Select(i => CreateAsync($"{i}")));

        // What is on the disk at this instant is what a killed process leaves: the file and its log, not closed.
        using var after = new TemporaryDirectory();
        foreach (var file in new[] { "kms.db", "kms.db-wal" })
        {
            using var copy = Process.Start("cp", [_directory.File(file), after.File(file)]);
            await copy.WaitForExitAsync();
        }

        using var reopened = new Opened(after.File("kms.db"));
        await reopened.MigrateAsync();
        Assert.Equal(300, (await reopened.Store.ListAsync(Account)).TotalCount);
        Assert.Equal("ok", await reopened.Readers.RunAsync(session => (string?)session.Scalar("PRAGMA integrity_check"), default));
    }

    [Fact]
    public async Task Erased_Document_IsOverwrittenInTheFile()
    {
        var marker = new string('m', 3000);
        await CreateAsync("a", document: $"\"{marker}\"");
        Assert.True(await _database.Store.TryWriteAsync(TestRecords.Record(Key("a"), 2, TestRecords.Entry()), 1, default));
        _database.Dispose(); // the last connection moves the log into the file

        Assert.DoesNotContain(marker, await File.ReadAllTextAsync(_database.Options.Path), StringComparison.Ordinal);
        Assert.False(File.Exists(_database.Options.Path + "-wal"));
    }

    private static RecordId Key(string id) => new(RecordKinds.Key, Account, id);

    private Task<bool> CreateAsync(string id, int bucket = 1, string document = "{}") => CreateAsync(_database, id, bucket, document);

    private static Task<bool> CreateAsync(Opened database, string id, int bucket = 1, string document = "{}") =>
        database.Store.TryWriteAsync(TestRecords.Record(Key(id), 1, TestRecords.Entry(bucket: bucket), document), 0, default).AsTask();

    private async Task<List<Task<bool>>> InOneBatchAsync(params Func<Task<bool>>[] writes)
    {
        using var gate = new Gate(_database.Writer);
        var started = writes.Select(write => write()).ToList();
        gate.Open();
        await Task.WhenAll(started).ContinueWith(_ => { }, TaskScheduler.Default);
        return started;
    }

    private static async Task EventuallyAsync(Func<Task<bool>> write)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                Assert.True(await write());
                return;
            }
            catch (StorageException) when (attempt < 5)
            {
                // The first tries may meet what was still queued.
            }
        }
    }

    /// <summary>Holds the writer's thread inside a transaction of its own.</summary>
    private sealed class Gate : IDisposable
    {
        private readonly ManualResetEventSlim _entered = new();
        private readonly ManualResetEventSlim _open = new();

        public Gate(SqliteWriter writer)
        {
            _ = writer.RunAsync(_ => Hold(), default);
            _entered.Wait();
        }

        public void Open() => _open.Set();

        public void Dispose() => _open.Set();

        private bool Hold()
        {
            _entered.Set();
            _open.Wait();
            return true;
        }
    }

    private sealed class Opened : IDisposable
    {
        public Opened(string path, double seconds = 30)
        {
            Options = new SqliteOptions { Path = path, QueueLength = 400, Timeout = TimeSpan.FromSeconds(seconds) };
            var database = new SqliteDatabase(Options);
            Writer = new SqliteWriter(database, Options, new ListLogger<SqliteWriter>());
            Readers = new SqliteReaders(database, Options);
            Store = new SqliteRecordStore(Writer, Readers);
        }

        public SqliteOptions Options { get; }

        public SqliteWriter Writer { get; }

        public SqliteReaders Readers { get; }

        public SqliteRecordStore Store { get; }

        public Task MigrateAsync() =>
            new SqliteMigrator(Writer, Microsoft.Extensions.Options.Options.Create(new ClusterOptions { ClusterId = "kms", ServiceId = "kms" })).MigrateAsync(default);

        public void Dispose()
        {
            Readers.Dispose();
            Writer.Dispose();
        }
    }
}
