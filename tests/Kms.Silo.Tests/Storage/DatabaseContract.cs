using System.Text.Json.Serialization;
using Kms.Grains.Abstractions.Errors;
using Kms.Grains.Hsm;
using Kms.Grains.Storage;
using Kms.Silo.Storage;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;

namespace Kms.Silo.Tests.Storage;

/// <summary>What every database must do besides: fail whole, refuse what was tampered with, hold roots and reminders.</summary>
public abstract partial class DatabaseContract(DatabaseFixture database)
{
    private static readonly DocumentType<Note> s_type = new(2, NoteJson.Default.Note);

    private readonly string _account = TestRecords.NewAccount();

    private RecordId Id => new(RecordKinds.Key, _account, "abc");

    [Fact]
    public async Task Write_CatalogueRowRefused_LeavesNothing()
    {
        var refused = TestRecords.Entry(bucket: 64);

        await Assert.ThrowsAsync<StorageException>(() => database.Grains.WriteAsync(TestRecords.Record(Id, 1, refused)));
        Assert.Null(await database.Store.ReadAsync(Id, default));
        Assert.Equal(0, (await database.Store.ListAsync(_account)).TotalCount);

        await database.Grains.WriteAsync(TestRecords.Record(Id, 1, TestRecords.Entry(), "1"));
        await Assert.ThrowsAsync<StorageException>(() => database.Grains.WriteAsync(TestRecords.Record(Id, 2, refused, "2")));
        Assert.Equal("1", (await database.Store.ReadAsync(Id, default)).DocumentOf());
        await database.Grains.WriteAsync(TestRecords.Record(Id, 2, TestRecords.Entry(), "2"));
    }

    [Fact]
    public async Task Write_ByRecords_NeverShowsTheStatement()
    {
        var fault = await Assert.ThrowsAsync<StorageException>(() => Records.WriteAsync(Id, 0, TestRecords.Entry(bucket: 64), new Note(), null, s_type));

        Assert.DoesNotContain("INSERT", fault.ToString(), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("SELECT", fault.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Counters_OfAllSlots_EqualTheListedRows()
    {
        foreach (var i in Enumerable.Range(0, 20))
        {
            await database.Grains.WriteAsync(TestRecords.Record(Id with { Id = $"{i}" }, 1, TestRecords.Entry(bucket: i)));
        }

        Assert.Equal(20, await database.CountAsync($"SELECT cast(sum(n) AS bigint) FROM kms_count WHERE account = '{_account}'"));
        Assert.Equal(16, await database.CountAsync($"SELECT count(*) FROM kms_count WHERE account = '{_account}'"));
        Assert.Equal(20, await database.CountAsync($"SELECT count(*) FROM kms_catalog WHERE account = '{_account}' AND listed"));
    }

    [Fact]
    public async Task Records_WrittenAndRead_GiveTheDocument()
    {
        await Records.WriteAsync(Id, 0, TestRecords.Entry(), new Note { Text = "one" }, null, s_type);
        Assert.Equal(2, await Records.WriteAsync(Id, 1, TestRecords.Entry(), new Note { Text = "two" }, null, s_type));

        Assert.Equal("two", (await Records.ReadAsync(Id, s_type, default))!.Document.Text);
        Assert.Equal("two", (await Records.ReadManyAsync(Id.Kind, _account, ["abc"], s_type, default))["abc"].Document.Text);
    }

    [Theory]
    [InlineData("document = {0}")]
    [InlineData("id = 'moved', document = document")]
    public async Task Records_TamperedRow_IsRefused(string change)
    {
        await Records.WriteAsync(Id, 0, TestRecords.Entry(), new Note { Text = "one" }, null, s_type);
        var edited = TestRecords.Record(Id, 1, TestRecords.Entry(), """{"Text":"two"}""");
        await database.ExecuteAsync($"UPDATE kms_record SET {string.Format(null, change, Hex(StoredRecordFormat.Write(edited)))} WHERE account = '{_account}'");
        var id = Id with { Id = change.StartsWith("id", StringComparison.Ordinal) ? "moved" : "abc" };

        var refusal = await Assert.ThrowsAsync<KmsException>(async () => await Records.ReadAsync(id, s_type, default));

        Assert.Equal(KmsErrorCode.Internal, refusal.Code);
        await Assert.ThrowsAsync<KmsException>(async () => await Records.ReadManyAsync(id.Kind, id.Account, [id.Id], s_type, default));
    }

    [Fact]
    public async Task Records_RowThatIsNoRecord_IsRefused()
    {
        await Records.WriteAsync(Id, 0, TestRecords.Entry(), new Note { Text = "one" }, null, s_type);
        await database.ExecuteAsync($"UPDATE kms_record SET document = {Hex("{"u8.ToArray())} WHERE account = '{_account}'");

        await Assert.ThrowsAsync<KmsException>(async () => await Records.ReadAsync(Id, s_type, default));
    }

    [Fact]
    public async Task Roots_Added_AreListedAndNeverReplaced()
    {
        Assert.Empty(await database.Silo.Roots.ListAsync(default));
        RootRecord[] roots =
        [
            new(1, RootPurpose.KeyEncryption, [1, 2], [3], "Rewrappable", "Live"),
            new(2, RootPurpose.KeyEncryption, [4], [5, 6], "Rewrappable", "Retired"),
            new(1, RootPurpose.Binding, [7], [8], "Rewrappable", "Live"),
        ];
        await database.Silo.Roots.AddAsync([.. roots], default);

        await Assert.ThrowsAsync<StorageException>(() => database.Silo.Roots.AddAsync([roots[0] with { Generation = 3 }, roots[2]], default));

        var listed = await database.Silo.Roots.ListAsync(default);
        Assert.Equal(roots.Select(Describe), listed.Select(Describe));
    }

    [Fact]
    public async Task Roots_DatabaseWithARecord_HasRecords()
    {
        await database.Grains.WriteAsync(TestRecords.Record(Id, 1, null));

        Assert.True(await database.Silo.Roots.HasRecordsAsync(default));
    }

    [Fact]
    public async Task Reminders_OfTheProvider_AreKept()
    {
        var grain = GrainId.Create("scheduler", _account);
        var start = new DateTime(2030, 1, 2, 3, 4, 5, 678, DateTimeKind.Utc);
        var entry = new ReminderEntry { GrainId = grain, ReminderName = "due", StartAt = start, Period = TimeSpan.FromDays(100) };

        var first = await database.Silo.Reminders.UpsertRow(entry);
        entry.Period = TimeSpan.FromMinutes(1);
        var second = await database.Silo.Reminders.UpsertRow(entry);

        Assert.NotEqual(first, second);
        var read = await database.Silo.Reminders.ReadRow(grain, "due");
        Assert.Equal((start, TimeSpan.FromMinutes(1), second), (read!.StartAt, read.Period, read.ETag));
        Assert.Single((await database.Silo.Reminders.ReadRows(grain)).Reminders);
        Assert.False(await database.Silo.Reminders.RemoveRow(grain, "due", first!));
        Assert.True(await database.Silo.Reminders.RemoveRow(grain, "due", second!));
        Assert.Null(await database.Silo.Reminders.ReadRow(grain, "due"));
        Assert.Empty((await database.Silo.Reminders.ReadRows(grain)).Reminders);
    }

    [Fact]
    public async Task Reminders_OfAnyRange_AreFoundOnce()
    {
        foreach (var i in Enumerable.Range(0, 50))
        {
            await database.Silo.Reminders.UpsertRow(new ReminderEntry { GrainId = GrainId.Create("ranged", $"{_account}-{i}"), ReminderName = "due", StartAt = DateTime.UtcNow, Period = TimeSpan.FromDays(1) });
        }

        foreach (var cut in new uint[] { 1, 0x40000000, 0x7fffffff, 0x80000000, 0xc0000000, 0xffffffff })
        {
            var below = (await database.Silo.Reminders.ReadRows(0, cut)).Reminders.Where(Ours).ToList();
            var above = (await database.Silo.Reminders.ReadRows(cut, 0)).Reminders.Where(Ours).ToList();

            Assert.Equal(50, below.Count + above.Count);
            Assert.All(below, row => Assert.InRange(row.GrainId.GetUniformHashCode(), 1u, cut));
        }

        bool Ours(ReminderEntry row) => row.GrainId.Key.ToString()!.StartsWith(_account + "-", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Migrate_Again_ChangesNothing()
    {
        var steps = await database.CountAsync("SELECT count(*) FROM kms_migration");

        await database.Silo.Services.GetRequiredService<IMigrator>().MigrateAsync(default);

        Assert.Equal(steps, await database.CountAsync("SELECT count(*) FROM kms_migration"));
        Assert.InRange(steps, 2, 1000);
    }

    [Fact]
    public async Task Start_OtherCluster_IsRefused()
    {
        var refusal = await Assert.ThrowsAnyAsync<Exception>(() => database.StartSiloAsync("other"));

        Assert.Contains("serves the cluster 'kms'", refusal.ToString(), StringComparison.Ordinal);
    }

    private Records Records => database.Silo.Records;

    /// <summary>A byte literal of this database's SQL.</summary>
    protected abstract string Hex(byte[] bytes);

    private static string Describe(RootRecord root) =>
        $"{root.Purpose} {root.Generation} {Convert.ToHexString(root.ObjectId)} {Convert.ToHexString(root.Check)} {root.Policy} {root.State}";

    internal sealed record Note
    {
        public string Text { get; init; } = string.Empty;
    }

    [JsonSerializable(typeof(Note))]
    internal sealed partial class NoteJson : JsonSerializerContext;
}
