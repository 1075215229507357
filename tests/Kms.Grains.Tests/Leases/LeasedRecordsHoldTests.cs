using Kms.Grains.Leases;
using Kms.Grains.Storage;

namespace Kms.Grains.Tests.Leases;

public sealed class LeasedRecordsHoldTests
{
    private static readonly RecordId s_id = new(RecordKinds.Key, "root", "a");

    private readonly ManualLoads _loads = new();
    private readonly LeasedRecords _records = new(new LeaseOptions { Mode = LeaseMode.Hold });

    [Fact]
    public async Task Get_Held_CompletesAtOnceWithoutAllocating()
    {
        await HoldAsync(new Snap(1));

        var before = GC.GetAllocatedBytesForCurrentThread();
        var get = _records.GetAsync(s_id, _loads);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.True(get.IsCompletedSuccessfully);
        Assert.Equal(1, (await get)!.Revision);
        Assert.Equal(0, allocated);
        Assert.Equal(1, _loads.Begun);
    }

    [Fact]
    public async Task Get_LoadInFlight_IsShared()
    {
        var (first, second) = (Get(), Get());
        var load = await _loads.NextAsync();
        var third = Get();
        load.Ends(new Snap(1));

        var snapshot = await first;
        Assert.Same(snapshot, await second);
        Assert.Same(snapshot, await third);
        Assert.Equal(1, _loads.Begun);
    }

    [Fact]
    public async Task Get_CallerWithRequestContext_LoadsWithoutIt()
    {
        RequestContext.Set("caller", "somebody");
        var get = Get();
        var load = await _loads.NextAsync();
        load.Ends(new Snap(1));
        await get;

        Assert.Null(load.RequestContext);
        Assert.Same(TaskScheduler.Default, load.Scheduler);
        Assert.Equal("somebody", RequestContext.Get("caller"));
    }

    [Fact]
    public async Task Get_NoSuchRecord_IsNotRemembered()
    {
        var first = Get();
        (await _loads.NextAsync()).Ends(null);
        Assert.Null(await first);
        Assert.Equal(0, _records.Count);

        var second = Get();
        (await _loads.NextAsync()).Ends(new Snap(1));
        Assert.Equal(1, (await second)!.Revision);
    }

    [Fact]
    public async Task Get_LoadFails_FailsItsWaitersAndIsNotRemembered()
    {
        var (first, second) = (Get(), Get());
        (await _loads.NextAsync()).Fails(new StorageException("away"));
        await Assert.ThrowsAsync<StorageException>(() => first);
        await Assert.ThrowsAsync<StorageException>(() => second);
        Assert.Equal(0, _records.Count);

        await HoldAsync(new Snap(1));
    }

    [Fact]
    public async Task Drop_Held_IsReadAgain()
    {
        await HoldAsync(new Snap(1));
        _records.Drop(s_id, 2);
        Assert.Equal(0, _records.HeldBytes);

        var get = Get();
        (await _loads.NextAsync()).Ends(new Snap(2));
        Assert.Equal(2, (await get)!.Revision);
    }

    [Fact]
    public async Task Drop_HeldIsAsNew_StaysHeld()
    {
        await HoldAsync(new Snap(2));
        _records.Drop(s_id, 2);

        Assert.Equal(2, (await Get())!.Revision);
        Assert.Equal(1, _loads.Begun);
    }

    [Fact]
    public async Task Drop_LoadInFlightReadsTheOldRevision_IsDiscardedAndReadAgain()
    {
        var before = Get();
        var stale = await _loads.NextAsync();
        _records.Drop(s_id, 2);
        var after = Get();

        stale.Ends(new Snap(1));
        var fresh = await _loads.NextAsync();
        Assert.False(before.IsCompleted || after.IsCompleted);
        fresh.Ends(new Snap(2));

        Assert.Equal(2, (await before)!.Revision);
        Assert.Equal(2, (await after)!.Revision);
        Assert.Equal(2, (await Get())!.Revision);
        Assert.Equal(2, _loads.Begun);
    }

    [Fact]
    public async Task Drop_LoadInFlightReadsTheNewRevision_IsUsed()
    {
        var get = Get();
        var load = await _loads.NextAsync();
        _records.Drop(s_id, 2);
        load.Ends(new Snap(2));

        Assert.Equal(2, (await get)!.Revision);
        Assert.Equal(1, _loads.Begun);
    }

    [Fact]
    public async Task Drop_LoadInFlightFindsNothing_IsReadAgain()
    {
        // A create was committed and acknowledged while somebody was finding out that there was nothing yet.
        var early = Get();
        var load = await _loads.NextAsync();
        _records.Drop(s_id, 1);
        var late = Get();
        load.Ends(null);
        (await _loads.NextAsync()).Ends(new Snap(1));

        Assert.Equal(1, (await late)!.Revision);
        Assert.Equal(1, (await early)!.Revision);
    }

    [Fact]
    public async Task Drop_TwiceDuringOneLoad_TheHighestRevisionCounts()
    {
        var get = Get();
        var load = await _loads.NextAsync();
        _records.Drop(s_id, 3);
        _records.Drop(s_id, 2);
        load.Ends(new Snap(2));
        (await _loads.NextAsync()).Ends(new Snap(3));

        Assert.Equal(3, (await get)!.Revision);
    }

    [Fact]
    public async Task Drop_UnknownRevision_IsReadAgainOnce()
    {
        var get = Get();
        var load = await _loads.NextAsync();
        _records.Drop(s_id, long.MaxValue);
        load.Ends(new Snap(5));
        (await _loads.NextAsync()).Ends(new Snap(5));

        Assert.Equal(5, (await get)!.Revision);
        Assert.Equal(2, _loads.Begun);
    }

    [Fact]
    public async Task Drop_DuringTheRepeatedLoad_IsReadOnceMore()
    {
        var get = Get();
        var first = await _loads.NextAsync();
        _records.Drop(s_id, 2);
        first.Ends(new Snap(1));
        var second = await _loads.NextAsync();
        _records.Drop(s_id, 3);
        second.Ends(new Snap(2));
        (await _loads.NextAsync()).Ends(new Snap(3));

        Assert.Equal(3, (await get)!.Revision);
    }

    [Fact]
    public async Task Drop_RepeatedLoadFails_FailsEverybodyWhoWaits()
    {
        var early = Get();
        var stale = await _loads.NextAsync();
        _records.Drop(s_id, 2);
        var late = _records.RereadAsync(s_id, _loads).AsTask();
        stale.Ends(new Snap(1));
        (await _loads.NextAsync()).Fails(new StorageException("away"));

        await Assert.ThrowsAsync<StorageException>(() => early);
        await Assert.ThrowsAsync<StorageException>(() => late);
        Assert.Equal(0, _records.Count);
    }

    [Fact]
    public async Task Drop_NothingKnown_DoesNothing()
    {
        _records.Drop(s_id, 1);
        Assert.Equal(0, _records.Count);
        await HoldAsync(new Snap(1));
    }

    [Fact]
    public async Task Reread_Held_ReadsAndReplaces()
    {
        await HoldAsync(new Snap(1));
        var reread = _records.RereadAsync(s_id, _loads).AsTask();
        var load = await _loads.NextAsync();
        Assert.Equal(1, (await Get())!.Revision);
        load.Ends(new Snap(2));

        Assert.Equal(2, (await reread)!.Revision);
        Assert.Equal(2, (await Get())!.Revision);
    }

    [Fact]
    public async Task Reread_LoadInFlight_WaitsForTheNext()
    {
        var get = Get();
        var first = await _loads.NextAsync();
        var reread = _records.RereadAsync(s_id, _loads).AsTask();
        var shared = _records.RereadAsync(s_id, _loads).AsTask();
        first.Ends(new Snap(1));
        Assert.Equal(1, (await get)!.Revision);
        (await _loads.NextAsync()).Ends(new Snap(2));

        Assert.Equal(2, (await reread)!.Revision);
        Assert.Equal(2, (await shared)!.Revision);
        Assert.Equal(2, _loads.Begun);
    }

    private async Task HoldAsync(Snap snapshot)
    {
        var get = Get();
        (await _loads.NextAsync()).Ends(snapshot);
        await get;
    }

    private Task<Snap?> Get() => _records.GetAsync(s_id, _loads).AsTask();
}
