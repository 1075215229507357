using Kms.Grains.Leases;
using Kms.Grains.Storage;

namespace Kms.Grains.Tests.Leases;

public sealed class LeasedRecordsRereadTests
{
    private static readonly RecordId s_id = new(RecordKinds.Key, "root", "a");

    private readonly ManualLoads _loads = new();
    private readonly LeasedRecords _records = new(new LeaseOptions { Mode = LeaseMode.Reread });

    [Fact]
    public async Task Get_AfterALoadEnded_ReadsAgain()
    {
        for (var revision = 1; revision <= 3; revision++)
        {
            var get = Get();
            (await _loads.NextAsync()).Ends(new Snap(revision));
            Assert.Equal(revision, (await get)!.Revision);
            Assert.Equal(0, _records.HeldBytes);
            Assert.Equal(0, _records.Count);
        }
    }

    [Fact]
    public async Task Get_WhileALoadIsInFlight_SharesTheNextOne()
    {
        var first = Get();
        var firstLoad = await _loads.NextAsync();
        var (second, third) = (Get(), Get());
        firstLoad.Ends(new Snap(1));
        Assert.Equal(1, (await first)!.Revision);

        var secondLoad = await _loads.NextAsync();
        var fourth = Get();
        secondLoad.Ends(new Snap(2));
        Assert.Equal(2, (await second)!.Revision);
        Assert.Equal(2, (await third)!.Revision);
        Assert.False(fourth.IsCompleted);

        (await _loads.NextAsync()).Ends(new Snap(3));
        Assert.Equal(3, (await fourth)!.Revision);
        Assert.Equal(3, _loads.Begun);
    }

    [Fact]
    public async Task Get_TheLoadBeforeFailed_StillReads()
    {
        var first = Get();
        var load = await _loads.NextAsync();
        var second = Get();
        load.Fails(new StorageException("away"));
        await Assert.ThrowsAsync<StorageException>(() => first);
        (await _loads.NextAsync()).Ends(new Snap(1));

        Assert.Equal(1, (await second)!.Revision);
    }

    [Fact]
    public async Task Drop_LoadInFlight_IsReadAgain()
    {
        var get = Get();
        var stale = await _loads.NextAsync();
        _records.Drop(s_id, 2);
        stale.Ends(new Snap(1));
        (await _loads.NextAsync()).Ends(new Snap(2));

        Assert.Equal(2, (await get)!.Revision);
    }

    private Task<Snap?> Get() => _records.GetAsync(s_id, _loads).AsTask();
}
