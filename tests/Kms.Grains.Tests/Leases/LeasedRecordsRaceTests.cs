using System.Collections.Concurrent;
using Kms.Grains.Leases;
using Kms.Grains.Storage;

namespace Kms.Grains.Tests.Leases;

/// <summary>Many threads against one small cache: nobody ever sees less than what was acknowledged before it asked.</summary>
public sealed class LeasedRecordsRaceTests
{
    private const int Records = 4;

    private readonly long[] _committed = new long[Records];
    private readonly long[] _acknowledged = new long[Records];
    private readonly ConcurrentBag<string> _violations = [];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Get_WritersDropBeforeTheyAnswer_ShowsEveryAcknowledgedChange(bool hold)
    {
        var mode = hold ? LeaseMode.Hold : LeaseMode.Reread;
        var records = new LeasedRecords(new LeaseOptions { Mode = mode, CapacityBytes = 250 });
        var loads = new InstantLoads(id => new Snap(Volatile.Read(ref _committed[Index(id)])), yields: true);

        var writers = Enumerable.Range(0, Records).Select(i => Task.Run(() => Write(records, i)));
        var readers = Enumerable.Range(0, 4).Select(seed => Task.Run(() => ReadAsync(records, loads, new Random(seed))));
        await Task.WhenAll([.. writers, .. readers]);

        Assert.Empty(_violations);
    }

    private void Write(LeasedRecords records, int i)
    {
        for (var revision = 1; revision <= 2000; revision++)
        {
            Volatile.Write(ref _committed[i], revision);
            if (records.Holds)
            {
                // The other mode must not need to be told: the change may be another silo's.
                records.Drop(Id(i), revision);
            }

            Volatile.Write(ref _acknowledged[i], revision);
            Thread.Yield();
        }
    }

    private async Task ReadAsync(LeasedRecords records, InstantLoads loads, Random random)
    {
        for (var n = 0; n < 3000; n++)
        {
            var i = random.Next(Records);
            var least = Volatile.Read(ref _acknowledged[i]);
            var snapshot = n % 7 == 0 ? await records.RereadAsync(Id(i), loads) : await records.GetAsync(Id(i), loads);
            if (snapshot!.Revision < least)
            {
                _violations.Add($"{i}: {snapshot.Revision} < {least}");
            }
        }
    }

    private static int Index(RecordId id) => id.Id[0] - '0';

    private static RecordId Id(int i) => new(RecordKinds.Key, "root", i.ToString(null, null));
}
