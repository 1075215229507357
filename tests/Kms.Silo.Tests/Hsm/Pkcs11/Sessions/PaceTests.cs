using System.Diagnostics;
using Kms.Silo.Hsm.Pkcs11.Sessions;

namespace Kms.Silo.Tests.Hsm.Pkcs11.Sessions;

public sealed class PaceTests
{
    private static readonly long Millisecond = Stopwatch.Frequency / 1000;

    private readonly Pace _pace = new();

    [Fact]
    public void Pace_FastCallsWithAccidents_StaysFast()
    {
        for (var i = 0; i < 1000; i++)
        {
            _pace.Add(i % 20 == 0 ? Stopwatch.Frequency : Millisecond / 100);
            Assert.False(_pace.IsSlow);
        }
    }

    [Fact]
    public void Pace_SlowCalls_BecomesSlowAndThenFastAgain()
    {
        Add(100, 2 * Millisecond);
        Assert.True(_pace.IsSlow);

        Add(100, Millisecond / 100);
        Assert.False(_pace.IsSlow);
    }

    [Fact]
    public void Pace_BetweenTheThresholds_StaysAsItWas()
    {
        Add(100, Millisecond * 3 / 4);
        Assert.False(_pace.IsSlow);

        Add(100, 2 * Millisecond);
        Add(100, Millisecond * 3 / 4);
        Assert.True(_pace.IsSlow);
    }

    private void Add(int calls, long ticks)
    {
        for (var i = 0; i < calls; i++)
            _pace.Add(ticks);
    }
}
