using Kms.Silo.Storage.Postgres;
using Microsoft.Extensions.Time.Testing;

namespace Kms.Silo.Tests.Storage.Postgres;

public sealed class BreakerTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly Breaker _breaker;

    public BreakerTests() => _breaker = new Breaker(_time);

    [Fact]
    public void TryEnter_FailuresBetweenSuccesses_LetsThrough()
    {
        for (var i = 0; i < 10; i++)
        {
            Assert.False(_breaker.Failed());
            Assert.False(_breaker.Failed());
            Assert.True(_breaker.TryEnter());
            _breaker.Succeeded();
        }
    }

    [Fact]
    public void TryEnter_ThreeFailuresInARow_LetsOneThroughPerInterval()
    {
        Assert.Equal([false, false, true, false], Enumerable.Range(0, 4).Select(_ => _breaker.Failed()));

        for (var i = 0; i < 5; i++)
        {
            Assert.False(_breaker.MayEnter);
            Assert.False(_breaker.TryEnter());
            _time.Advance(Breaker.ProbeInterval);
            Assert.True(_breaker.MayEnter);
            Assert.True(_breaker.TryEnter());
            Assert.False(_breaker.TryEnter());
            Assert.False(_breaker.Failed());
        }
    }

    [Fact]
    public void TryEnter_ProbeThatHangs_DoesNotHoldTheNext()
    {
        Fail();
        _time.Advance(Breaker.ProbeInterval);
        Assert.True(_breaker.TryEnter());
        _time.Advance(Breaker.ProbeInterval);
        Assert.True(_breaker.TryEnter());
    }

    [Fact]
    public void Succeeded_DuringAnOutage_OpensTheWayForAll()
    {
        Fail();
        _time.Advance(Breaker.ProbeInterval);
        Assert.True(_breaker.TryEnter());

        _breaker.Succeeded();

        Assert.True(_breaker.TryEnter());
        Assert.True(_breaker.TryEnter());
        Assert.Equal([false, false, true], Enumerable.Range(0, 3).Select(_ => _breaker.Failed()));
    }

    private void Fail()
    {
        for (var i = 0; i < Breaker.Threshold; i++)
        {
            _breaker.Failed();
        }
    }
}
