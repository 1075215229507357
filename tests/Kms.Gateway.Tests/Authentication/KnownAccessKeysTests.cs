using Kms.Gateway.Authentication;

namespace Kms.Gateway.Tests.Authentication;

public sealed class KnownAccessKeysTests : IDisposable
{
    private readonly AuthenticatorFixture _fixture = new();

    private FakeAccessKeys Cluster => _fixture.Cluster;

    private KnownAccessKeys Known => _fixture.Known;

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task Contains_KnownKey_IsAskedOnce()
    {
        Cluster.Add("ak", "sk");

        Assert.True(await ContainsAsync("ak"));
        _fixture.Time.Advance(TimeSpan.FromDays(1));
        Assert.True(await ContainsAsync("ak"));

        Assert.Single(Cluster.Searches);
    }

    [Fact]
    public async Task Contains_UnknownKey_IsAskedOnceASecond()
    {
        Assert.False(await ContainsAsync("ak"));
        _fixture.Time.Advance(TimeSpan.FromMilliseconds(999));
        Assert.False(await ContainsAsync("ak"));
        Assert.Single(Cluster.Searches);

        _fixture.Time.Advance(TimeSpan.FromMilliseconds(1));
        Cluster.Add("ak", "sk");
        Assert.True(await ContainsAsync("ak"));
        Assert.Equal(2, Cluster.Searches.Count);
    }

    [Fact]
    public async Task Contains_FloodOfInventedIds_DoesNotPushOutRealOnes()
    {
        Cluster.Add("ak", "sk");
        Assert.True(await ContainsAsync("ak"));

        for (var i = 0; i < 2 * KnownAccessKeys.Limit; i++)
        {
            Assert.False(await ContainsAsync($"invented-{i}"));
        }

        Assert.True(Known.Count <= 1 + KnownAccessKeys.Limit);
        var asked = Cluster.Searches.Count;
        Assert.True(await ContainsAsync("ak"));
        Assert.Equal(asked, Cluster.Searches.Count);
    }

    [Fact]
    public async Task Contains_MoreKeysThanItHolds_StaysBoundedAndRight()
    {
        for (var i = 0; i < KnownAccessKeys.Limit + 100; i++)
        {
            Cluster.Add($"ak{i}", "sk");
            Assert.True(await ContainsAsync($"ak{i}"));
        }

        Assert.True(Known.Count <= KnownAccessKeys.Limit);
        Assert.True(await ContainsAsync("ak0"));
    }

    [Fact]
    public async Task Contains_DirectoryFails_RemembersNothing()
    {
        Cluster.Add("ak", "sk");
        Cluster.DirectoryFaults.Enqueue(new TimeoutException());

        await Assert.ThrowsAsync<TimeoutException>(() => ContainsAsync("ak"));

        Assert.True(await ContainsAsync("ak"));
    }

    private async Task<bool> ContainsAsync(string id)
    {
        using var deadline = _fixture.Deadlines.Start();
        return await Known.ContainsAsync(id, deadline);
    }
}
