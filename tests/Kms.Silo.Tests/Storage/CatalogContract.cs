using System.Collections.Immutable;
using CsCheck;
using Kms.Grains.Storage;

namespace Kms.Silo.Tests.Storage;

/// <summary>What every storage must do, the fake included: listings, totals, what is due.</summary>
public abstract class CatalogContract(StorageFixture storage)
{
    private readonly string _account = TestRecords.NewAccount();

    [Fact]
    public async Task List_Record_ShowsEveryField()
    {
        var entry = TestRecords.Entry(created: 1_700_000_000_123_456, wake: 99, delete: 77, bucket: 63) with
        {
            Name = "' \" ` ; -- üß漢字🔑 \t", Description = new string('漢', 8192), Spec = 4, State = 3, RotationDays = 2560, Protection = 2,
        };
        await CreateAsync("a", entry);

        var page = await storage.Store.ListAsync(_account);

        Assert.Equal(1, page.TotalCount);
        Assert.Equal(new CatalogRow("a", entry), Assert.Single(page.Rows));
    }

    [Fact]
    public async Task List_Pages_AreNewestFirstAndComplete()
    {
        // Ties in the microsecond are ordered by id, the higher first.
        var expected = Enumerable.Range(0, 47).Select(i => (Created: (long)(i / 5), Id: $"{i:d2}")).OrderByDescending(r => r.Created).ThenByDescending(r => r.Id).Select(r => r.Id);
        foreach (var i in Enumerable.Range(0, 47).OrderBy(i => i * 31 % 47))
        {
            await CreateAsync($"{i:d2}", TestRecords.Entry(created: i / 5));
        }

        var pages = new List<CatalogPage>();
        for (var offset = 0; offset < 60; offset += 10)
        {
            pages.Add(await storage.Store.ListAsync(_account, offset: offset, count: 10));
        }

        Assert.Equal(expected, pages.SelectMany(page => page.Rows).Select(row => row.Id));
        Assert.All(pages, page => Assert.Equal(47, page.TotalCount));
        Assert.Equal([10, 10, 10, 10, 7, 0], pages.Select(page => page.Rows.Length));
        Assert.Empty((await storage.Store.ListAsync(_account, offset: 99L * int.MaxValue)).Rows);
    }

    [Fact]
    public async Task List_OtherAccountOrKind_IsApart()
    {
        await CreateAsync("a", TestRecords.Entry());
        await storage.Grains.WriteAsync(TestRecords.Record(new RecordId(RecordKinds.Secret, _account, "b"), 1, TestRecords.Entry()));
        await storage.Grains.WriteAsync(TestRecords.Record(new RecordId(RecordKinds.KeyPage, _account, "a/0"), 1, null));

        Assert.Equal(["a"], (await storage.Store.ListAsync(_account)).Rows.Select(row => row.Id));
        Assert.Equal(["b"], (await storage.Store.ListAsync(_account, kind: RecordKinds.Secret)).Rows.Select(row => row.Id));
        Assert.Equal(0, (await storage.Store.ListAsync(TestRecords.NewAccount())).TotalCount);
    }

    [Fact]
    public async Task List_DueForDeletion_IsNeitherListedNorCounted()
    {
        await CreateAsync("a", TestRecords.Entry(created: 1));
        await CreateAsync("b", TestRecords.Entry(created: 2, delete: 100));
        await CreateAsync("c", TestRecords.Entry(created: 3, delete: 101));

        foreach (var (now, ids) in new[] { (99L, new[] { "c", "b", "a" }), (100, ["c", "a"]), (101, ["a"]) })
        {
            var page = await storage.Store.ListAsync(_account, now);

            Assert.Equal(ids, page.Rows.Select(row => row.Id));
            Assert.Equal(ids.Length, page.TotalCount);
            Assert.Equal(ids[1..], (await storage.Store.ListAsync(_account, now, offset: 1)).Rows.Select(row => row.Id));
        }

        // The sweep comes: the row goes, and the total does not move.
        await storage.Grains.WriteAsync(TestRecords.Record(Key("b"), 2, TestRecords.Entry(created: 2, listed: false, delete: 100)));
        Assert.Equal(2, (await storage.Store.ListAsync(_account, 100)).TotalCount);
    }

    [Fact]
    public async Task Write_UnlistedEntry_LeavesTheListing()
    {
        await CreateAsync("a", TestRecords.Entry());
        await storage.Grains.WriteAsync(TestRecords.Record(Key("a"), 2, TestRecords.Entry(listed: false)));
        await storage.Grains.WriteAsync(TestRecords.Record(Key("a"), 3, TestRecords.Entry(listed: false)));
        await CreateAsync("b", TestRecords.Entry(listed: false));

        var page = await storage.Store.ListAsync(_account);

        Assert.Equal((0, 0), (page.TotalCount, page.Rows.Length));
    }

    [Fact]
    public async Task Due_UnlistedRecord_IsFoundUntilItHasNothingDue()
    {
        await CreateAsync("a", TestRecords.Entry(wake: 5));
        await storage.Grains.WriteAsync(TestRecords.Record(Key("a"), 2, TestRecords.Entry(listed: false, wake: 7)));

        Assert.Equal(0, (await storage.Store.ListAsync(_account)).TotalCount);
        Assert.Equal([new DueRecord(Key("a"), 2)], await DueAsync(7));

        await storage.Grains.WriteAsync(TestRecords.Record(Key("a"), 3, TestRecords.Entry(listed: false)));

        Assert.Empty(await DueAsync(long.MaxValue / 100));
    }

    [Fact]
    public async Task Due_SomeBucketsAndAnInstant_GivesTheLongestOverdueFirst()
    {
        await CreateAsync("late", TestRecords.Entry(wake: 30, bucket: 10));
        await CreateAsync("later", TestRecords.Entry(wake: 31, bucket: 10));
        await CreateAsync("first", TestRecords.Entry(wake: 10, bucket: 12));
        await CreateAsync("second", TestRecords.Entry(wake: 20, bucket: 11));
        await CreateAsync("elsewhere", TestRecords.Entry(wake: 1, bucket: 13));
        await CreateAsync("never", TestRecords.Entry(bucket: 11));

        Assert.Equal(["first", "second", "late"], (await DueAsync(30, first: 10, last: 12)).Select(due => due.Id.Id));
        Assert.Equal(["second"], (await DueAsync(30, first: 11, last: 11)).Select(due => due.Id.Id));
        Assert.Empty(await DueAsync(9, first: 10, last: 12));
        Assert.Single((await storage.Store.DueAsync(0, 63, Instants.FromMicroseconds(30), 1, default)));
    }

    [Fact]
    public async Task Postpone_DueRecord_IsFoundAtTheLaterInstant()
    {
        await CreateAsync("a", TestRecords.Entry(wake: 10));
        var due = Assert.Single(await DueAsync(10));

        await storage.Store.PostponeAsync(due, Instants.FromMicroseconds(50), default);

        Assert.Empty(await DueAsync(49));
        Assert.Equal([due], await DueAsync(50));
    }

    [Fact]
    public async Task Postpone_RecordWrittenMeanwhile_ChangesNothing()
    {
        await CreateAsync("a", TestRecords.Entry(wake: 10));
        await CreateAsync("b", TestRecords.Entry(wake: 10));
        var due = await DueAsync(10);
        await storage.Grains.WriteAsync(TestRecords.Record(Key("a"), 2, TestRecords.Entry(wake: 20)));
        await storage.Grains.WriteAsync(TestRecords.Record(Key("b"), 2, TestRecords.Entry()));

        foreach (var record in due)
        {
            await storage.Store.PostponeAsync(record, Instants.FromMicroseconds(50), default);
        }

        Assert.Equal([new DueRecord(Key("a"), 2)], await DueAsync(20));
        Assert.Single(await DueAsync(50));
    }

    [Fact]
    public Task Totals_AnySequenceOfWrites_EqualTheModel() => Writes.List[0, 25].SampleAsync(
        async writes =>
        {
            var account = TestRecords.NewAccount();
            var model = new Dictionary<string, (long Revision, CatalogEntry Entry)>();
            foreach (var (id, entry) in writes)
            {
                var revision = model.TryGetValue(id, out var before) ? before.Revision + 1 : 1;
                await storage.Grains.WriteAsync(TestRecords.Record(new RecordId(RecordKinds.Key, account, id), revision, entry));
                model[id] = (revision, entry);
            }

            foreach (var now in new[] { 0L, 5, 10 })
            {
                var expected = model.Where(row => row.Value.Entry.Listed && !(row.Value.Entry.DeleteAtMicroseconds <= now))
                    .Select(row => new CatalogRow(row.Key, row.Value.Entry))
                    .OrderByDescending(row => row.Entry.CreatedMicroseconds).ThenByDescending(row => row.Id, StringComparer.Ordinal);
                var page = await storage.Store.ListAsync(account, now);
                Assert.Equal(expected, page.Rows);
                Assert.Equal(page.Rows.Length, page.TotalCount);
            }
        },
        iter: 40,
        threads: 1);

    [Fact]
    public async Task Totals_StormOfWriters_AreExact()
    {
        // Eight writers create, list, destroy and create again side by side in one account and one slot.
        await Task.WhenAll(Enumerable.Range(0, 8).Select(async writer =>
        {
            for (var i = 0; i < 30; i++)
            {
                await CreateAsync($"{writer}-{i}", TestRecords.Entry(created: i));
                if (i % 3 != 0)
                {
                    await storage.Grains.WriteAsync(TestRecords.Record(Key($"{writer}-{i}"), 2, TestRecords.Entry(created: i, listed: false)));
                }
            }
        }));

        var page = await storage.Store.ListAsync(_account);

        Assert.Equal((80, 80), (page.TotalCount, page.Rows.Length));
    }

    [Fact]
    public async Task List_WhileWriting_TotalAndRowsAreOfOneInstant()
    {
        var writing = Task.Run(async () =>
        {
            for (var i = 0; i < 90; i++)
            {
                await CreateAsync($"{i}", TestRecords.Entry(created: i));
            }
        });

        while (!writing.IsCompleted)
        {
            var page = await storage.Store.ListAsync(_account);
            Assert.Equal(page.Rows.Length, page.TotalCount);
        }

        await writing;
    }

    private static Gen<(string Id, CatalogEntry Entry)> Writes =>
        from id in Gen.Int[0, 6]
        from created in Gen.Long[0, 3]
        from listed in Gen.Bool
        from delete in Gen.Long[0, 10].Nullable()
        from wake in Gen.Long[0, 10].Nullable()
        from bucket in Gen.Int[0, 63]
        select ($"id{id}", TestRecords.Entry(created, listed, wake, delete, bucket));

    private RecordId Key(string id) => new(RecordKinds.Key, _account, id);

    private Task CreateAsync(string id, CatalogEntry entry) => storage.Grains.WriteAsync(TestRecords.Record(Key(id), 1, entry));

    private async Task<ImmutableArray<DueRecord>> DueAsync(long now, int first = 0, int last = 63) =>
        [.. (await storage.Store.DueAsync(first, last, Instants.FromMicroseconds(now), 10_000, default)).Where(due => due.Id.Account == _account)];
}
