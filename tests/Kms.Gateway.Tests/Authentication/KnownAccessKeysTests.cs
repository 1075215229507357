using Kms.Gateway.Authentication;
using Microsoft.Extensions.Time.Testing;

namespace Kms.Gateway.Tests.Authentication;

public sealed class KnownAccessKeysTests : IDisposable
{
    private readonly FakeAccessKeys _cluster = new();
    private readonly FakeTimeProvider _time = new();
    private readonly KnownAccessKeys _known;

    public KnownAccessKeysTests() => _known = new KnownAccessKeys(_cluster, _time);

    public void Dispose() => _known.Dispose();

    [Fact]
    public async Task Contains_KnownKey_IsAskedOnce()
    {
        _cluster.Add("ak", "sk");

        Assert.True(await ContainsAsync("ak"));
        _time.Advance(TimeSpan.FromDays(1));
        Assert.True(await ContainsAsync("ak"));

        Assert.Single(_cluster.Searches);
    }

    [Fact]
    public async Task Contains_UnknownKey_IsAskedOnceASecond()
    {
        Assert.False(await ContainsAsync("ak"));
        _time.Advance(TimeSpan.FromMilliseconds(999));
        Assert.False(await ContainsAsync("ak"));
        Assert.Single(_cluster.Searches);

        _time.Advance(TimeSpan.FromMilliseconds(1));
        _cluster.Add("ak", "sk");
        Assert.True(await ContainsAsync("ak"));
        Assert.Equal(2, _cluster.Searches.Count);
    }

    [Fact]
    public async Task Contains_FloodOfInventedIds_DoesNotPushOutRealOnes()
    {
        _cluster.Add("ak", "sk");
        Assert.True(await ContainsAsync("ak"));

        for (var i = 0; i < 2 * KnownAccessKeys.Limit; i++)
        {
            Assert.False(await ContainsAsync($"invented-{i}"));
        }

        Assert.True(_known.Count <= 1 + KnownAccessKeys.Limit);
        var asked = _cluster.Searches.Count;
        Assert.True(await ContainsAsync("ak"));
        Assert.Equal(asked, _cluster.Searches.Count);
    }

    [Fact]
    public async Task Contains_MoreKeysThanItHolds_StaysBoundedAndRight()
    {
        for (var i = 0; i < KnownAccessKeys.Limit + 100; i++)
        {
            _cluster.Add($"ak{i}", "sk");
            Assert.True(await ContainsAsync($"ak{i}"));
        }

        Assert.True(_known.Count <= KnownAccessKeys.Limit);
        Assert.True(await ContainsAsync("ak0"));
    }

    [Fact]
    public async Task Contains_DirectoryFails_RemembersNothing()
    {
        _cluster.Add("ak", "sk");
        _cluster.DirectoryFaults.Enqueue(new TimeoutException());

        await Assert.ThrowsAsync<TimeoutException>(() => ContainsAsync("ak"));

        Assert.True(await ContainsAsync("ak"));
    }

    private async Task<bool> ContainsAsync(string id) => await _known.ContainsAsync(id, DateTimeOffset.MaxValue, default);
}
