using System.Text.Json;
using Kms.Grains.Storage;
using Orleans.Storage;

namespace Kms.Silo.Tests.Storage;

/// <summary>What every storage must do, the fake included: records.</summary>
public abstract class StorageContract(StorageFixture storage)
{
    private readonly string _account = TestRecords.NewAccount();

    private RecordId Id => new(RecordKinds.Key, _account, "abc");

    [Fact]
    public async Task Write_EightFirstWritesAtOnce_HaveOneWinner()
    {
        for (var round = 0; round < 20; round++)
        {
            var id = Id with { Id = $"raced-{round}" };
            var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(writer => TryAsync(id, 1, writer)));

            Assert.Equal(1, results.Count(won => won));
            var winner = Array.IndexOf(results, true);
            Assert.Equal($"{winner}", (await storage.Store.ReadAsync(id, default)).DocumentOf());
        }

        Assert.Equal(20, (await storage.Store.ListAsync(_account)).TotalCount);
    }

    [Fact]
    public async Task Write_EightUpdatesAtOnce_HaveOneWinner()
    {
        await storage.Grains.WriteAsync(TestRecords.Record(Id, 1, TestRecords.Entry()));
        for (var revision = 2; revision < 12; revision++)
        {
            var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(writer => TryAsync(Id, revision, writer)));

            Assert.Equal(1, results.Count(won => won));
        }

        Assert.Equal(11, (await storage.Store.ReadAsync(Id, default))!.Revision);
        Assert.Equal(1, (await storage.Store.ListAsync(_account)).TotalCount);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(1000)]
    public async Task Write_StaleRevision_IsInconsistentAndChangesNothing(long revision)
    {
        await storage.Grains.WriteAsync(TestRecords.Record(Id, 1, TestRecords.Entry(), "1"));
        await storage.Grains.WriteAsync(TestRecords.Record(Id, 2, TestRecords.Entry(2), "2"));

        await Assert.ThrowsAsync<InconsistentStateException>(() => storage.Grains.WriteAsync(TestRecords.Record(Id, revision, TestRecords.Entry(3), "lost")));
        Assert.False(await storage.Store.TryWriteAsync(TestRecords.Record(Id, revision, TestRecords.Entry(3), "lost"), revision - 1, default));

        Assert.Equal("2", (await storage.Store.ReadAsync(Id, default)).DocumentOf());
        Assert.Equal(2, Assert.Single((await storage.Store.ListAsync(_account)).Rows).Entry.CreatedMicroseconds);
    }

    [Fact]
    public async Task Write_LaterRevisionOfNoRecord_IsInconsistent()
    {
        await Assert.ThrowsAsync<InconsistentStateException>(() => storage.Grains.WriteAsync(TestRecords.Record(Id, 2, TestRecords.Entry())));

        Assert.Null(await storage.Store.ReadAsync(Id, default));
        Assert.Equal(0, (await storage.Store.ListAsync(_account)).TotalCount);
    }

    [Fact]
    public async Task Write_BothDoors_ShareOneTable()
    {
        Assert.True(await storage.Store.TryWriteAsync(TestRecords.Record(Id, 1, TestRecords.Entry(), "1"), 0, default));
        await storage.Grains.WriteAsync(TestRecords.Record(Id, 2, TestRecords.Entry(), "2"));
        Assert.True(await storage.Store.TryWriteAsync(TestRecords.Record(Id, 3, TestRecords.Entry(), "3"), 2, default));

        var state = new GrainState<StoredRecord>();
        await storage.Grains.ReadStateAsync(Id.Kind, KmsStorage.GrainIdOf(Id), state);

        Assert.Equal(("3", true, "3"), (state.ETag, state.RecordExists, state.State.DocumentOf()));
    }

    [Fact]
    public async Task Read_NoRecord_IsEmptyAtBothDoors()
    {
        var state = new GrainState<StoredRecord>();
        await storage.Grains.ReadStateAsync(Id.Kind, KmsStorage.GrainIdOf(Id), state);

        Assert.Equal((null, false), (state.ETag, state.RecordExists));
        Assert.Null(await storage.Store.ReadAsync(Id, default));
    }

    [Theory]
    [InlineData("""{ "quotes" : "' \" `; DROP TABLE kms_record; --", "spaces":  [ 1,2 ] }""")]
    [InlineData("""{"nul":"\u0000","escaped":"\u00fc","plain":"üß漢字🔑","big":12345678901234567890123}""")]
    public async Task Write_AnyText_IsReadAsItWasWritten(string document)
    {
        var unknown = new Dictionary<string, JsonElement> { ["later"] = JsonElement.Parse(document) };
        await storage.Grains.WriteAsync(TestRecords.Record(Id, 1, null, document) with { Unknown = unknown, Schema = 7, MacGeneration = 3 });

        var read = (await storage.Store.ReadAsync(Id, default))!;

        Assert.Equal(document, read.DocumentOf());
        Assert.Equal(document, read.Unknown!["later"].GetRawText());
        Assert.Equal((7, 3, Id), (read.Schema, read.MacGeneration, read.Id));
    }

    [Theory]
    [InlineData(64 * 1024)]
    [InlineData(4 * 1024 * 1024)]
    public async Task Write_LargeDocument_IsReadAsItWasWritten(int length)
    {
        var document = $"\"{string.Concat(Enumerable.Range(0, length / 8).Select(i => $"{(uint)i * 2654435761:x8}"))}\"";

        await storage.Grains.WriteAsync(TestRecords.Record(Id, 1, null, document));

        Assert.Equal(document, (await storage.Store.ReadAsync(Id, default)).DocumentOf());
    }

    [Fact]
    public async Task Ids_ThatDifferInCaseOrParts_AreDifferentRecords()
    {
        RecordId[] ids =
        [
            Id, Id with { Id = "ABC" }, Id with { Id = "abc/1" }, Id with { Kind = RecordKinds.KeyPage, Id = "abc/1" },
            Id with { Id = "00000000000000000000000000000001" }, Id with { Id = "7b" }, Id with { Account = TestRecords.NewAccount() },
        ];
        foreach (var id in ids)
        {
            await storage.Grains.WriteAsync(TestRecords.Record(id, 1, null, $"\"{id}\""));
        }

        foreach (var id in ids)
        {
            Assert.Equal($"\"{id}\"", (await storage.Store.ReadAsync(id, default)).DocumentOf());
        }
    }

    [Fact]
    public async Task ReadMany_SomeMissingSomeRepeated_GivesWhatIsThereOnce()
    {
        foreach (var id in Enumerable.Range(0, 100))
        {
            await storage.Grains.WriteAsync(TestRecords.Record(Id with { Id = $"{id}" }, 1, null, $"{id}"));
        }

        var read = await storage.Store.ReadManyAsync(Id.Kind, _account, ["5", "5", "none", .. Enumerable.Range(10, 50).Select(id => $"{id}")], default);

        Assert.Equal(51, read.Count);
        Assert.All(read, row => Assert.Equal(row.Key, row.Value.DocumentOf()));
        Assert.Empty(await storage.Store.ReadManyAsync(RecordKinds.Secret, _account, ["5"], default));
        Assert.Empty(await storage.Store.ReadManyAsync(Id.Kind, _account, [], default));
    }

    [Fact]
    public async Task Check_RunningStorage_Succeeds() => await storage.Store.CheckAsync(default);

    private async Task<bool> TryAsync(RecordId id, long revision, int writer)
    {
        try
        {
            await storage.Grains.WriteAsync(TestRecords.Record(id, revision, TestRecords.Entry(), $"{writer}"));
            return true;
        }
        catch (InconsistentStateException)
        {
            return false;
        }
    }
}
