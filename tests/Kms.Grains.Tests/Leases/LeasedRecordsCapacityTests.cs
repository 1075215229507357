using Kms.Grains.Leases;
using Kms.Grains.Storage;

namespace Kms.Grains.Tests.Leases;

public sealed class LeasedRecordsCapacityTests
{
    private readonly InstantLoads _loads = new(_ => new Snap(1));
    private readonly LeasedRecords _records = new(new LeaseOptions { Mode = LeaseMode.Hold, CapacityBytes = 1600 });

    [Fact]
    public async Task Get_MoreThanFits_StaysInsideTheBound()
    {
        for (var i = 0; i < 100; i++)
        {
            await _records.GetAsync(Id(i), _loads);
            Assert.InRange(_records.HeldBytes, 100, 1600);
            Assert.Equal(_records.HeldBytes, 100 * _records.Count);
        }
    }

    [Fact]
    public async Task Get_OneThatIsAskedForAllTheTime_IsSpared()
    {
        await _records.GetAsync(Id(0), _loads);
        for (var i = 1; i < 200; i++)
        {
            await _records.GetAsync(Id(i), _loads);
            await _records.GetAsync(Id(0), _loads);
        }

        // Without sparing it would have been read a dozen times more.
        Assert.InRange(_loads.Begun, 200, 203);
    }

    [Fact]
    public async Task Get_LargerThanTheBound_IsAnsweredAndNotHeld()
    {
        var large = new InstantLoads(_ => new Snap(1, Size: 2000));

        Assert.NotNull(await _records.GetAsync(Id(0), large));
        Assert.NotNull(await _records.GetAsync(Id(0), large));
        Assert.Equal(0, _records.HeldBytes);
        Assert.Equal(2, large.Begun);
    }

    private static RecordId Id(int i) => new(RecordKinds.Key, "root", $"key-{i}");
}
