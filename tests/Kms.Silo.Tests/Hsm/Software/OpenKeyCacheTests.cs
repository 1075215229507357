using Kms.Grains.Crypto;
using Kms.Grains.Hsm;
using Kms.Silo.Hsm.Software;

namespace Kms.Silo.Tests.Hsm.Software;

public sealed class OpenKeyCacheTests : IDisposable
{
    private static readonly KeyBinding Binding = HsmConformance.Binding("abcdefgh12345678");
    private static readonly KeyBinding Wrong = Binding with { Version = 2 };

    private readonly OpenKeyCache _cache;
    private int _unwrapped;
    private Action _whileUnwrapping = () => { };

    public OpenKeyCacheTests() => _cache = new OpenKeyCache(4, (binding, _) =>
    {
        Interlocked.Increment(ref _unwrapped);
        _whileUnwrapping();
        return binding == Wrong ? throw WrappedKeyMac.NotAuthentic(binding, "for this test") : SecretBytes.Random(32);
    });

    public void Dispose() => _cache.Dispose();

    [Fact]
    public void Get_SameKeyTwice_UnwrapsOnce()
    {
        var open = _cache.Get(Binding, Key(1));

        Assert.Same(open, _cache.Get(Binding with { }, Key(1)));
        Assert.Equal(1, _unwrapped);
    }

    [Fact]
    public void Get_EqualMacButOtherBlob_IsAnotherKey()
    {
        _cache.Get(Binding, Key(1));
        _cache.Get(Binding, Key(1) with { Blob = [9] });

        Assert.Equal(2, _unwrapped);
    }

    [Fact]
    public async Task Get_ManyAtOnce_UnwrapOnce()
    {
        using var all = new Barrier(8);
        _whileUnwrapping = () => Thread.Yield();

        var opened = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Factory.StartNew(
            () =>
            {
                all.SignalAndWait();
                return _cache.Get(Binding, Key(1));
            },
            TaskCreationOptions.LongRunning)));

        Assert.Single(opened.Distinct());
        Assert.Equal(1, _unwrapped);
    }

    [Fact]
    public void Get_OpenForAnotherBinding_RefusesAndStaysOpen()
    {
        var open = _cache.Get(Binding, Key(1));

        Assert.Throws<HsmException>(() => _cache.Get(Wrong, Key(1)));

        Assert.Same(open, _cache.Get(Binding, Key(1)));
        Assert.Equal(1, _unwrapped);
    }

    [Fact]
    public void Get_Refused_IsNotRemembered()
    {
        Assert.Throws<HsmException>(() => _cache.Get(Wrong, Key(1)));
        Assert.Equal(0, _cache.Count);

        _cache.Get(Binding, Key(1));
        Assert.Equal(1, _cache.Count);
    }

    [Fact]
    public async Task Get_WhileAnotherBindingIsBeingRefused_Succeeds()
    {
        using var unwrapping = new ManualResetEventSlim();
        using var proceed = new ManualResetEventSlim();
        _whileUnwrapping = () =>
        {
            if (Volatile.Read(ref _unwrapped) != 1)
                return;
            unwrapping.Set();
            proceed.Wait();
        };
        var refused = Task.Factory.StartNew(() => Assert.Throws<HsmException>(() => _cache.Get(Wrong, Key(1))), TaskCreationOptions.LongRunning);
        unwrapping.Wait();
        var waiting = Task.Factory.StartNew(() => _cache.Get(Binding, Key(1)), TaskCreationOptions.LongRunning);

        proceed.Set();

        await refused;
        Assert.True((await waiting).IsOpenFor(Binding));
    }

    [Fact]
    public void Get_MoreThanItHolds_ClosesOthers()
    {
        var opened = Enumerable.Range(0, 20).Select(i => _cache.Get(Binding, Key(i))).ToList();

        Assert.Equal(4, _cache.Count);
        Assert.Equal(16, opened.Count(open => open.HasEnded));
        Assert.False(opened[^1].HasEnded);
        Assert.Null(opened[0].RentAes());
    }

    [Fact]
    public void Get_OneKeyUsedBetweenOthers_StaysOpen()
    {
        var hot = _cache.Get(Binding, Key(100));
        for (var i = 0; i < 50; i++)
        {
            _cache.Get(Binding, Key(i));
            Assert.Same(hot, _cache.Get(Binding, Key(100)));
        }
    }

    [Fact]
    public void Forget_OpenKey_EndsItAndTheNextOneIsOpenedAnew()
    {
        var open = _cache.Get(Binding, Key(1));
        var rented = open.RentAes()!;

        _cache.Forget(Key(1));

        Assert.True(open.HasEnded);
        Assert.Null(open.RentAes());
        open.Return(rented);
        Assert.Throws<ObjectDisposedException>(() => rented.Encrypt(new byte[12], new byte[1], new byte[1], new byte[16]));
        Assert.NotSame(open, _cache.Get(Binding, Key(1)));
    }

    [Fact]
    public void Forget_ManyKeysBetween_DoesNotCloseWhatIsInUse()
    {
        var first = _cache.Get(Binding, Key(0));
        for (var i = 1; i < 4; i++)
        {
            _cache.Get(Binding, Key(i));
            _cache.Forget(Key(i));
        }

        Assert.Same(first, _cache.Get(Binding, Key(0)));
        Assert.Equal(1, _cache.Count);
    }

    [Fact]
    public void Dispose_Always_EndsAllAndOpensNoMore()
    {
        var open = _cache.Get(Binding, Key(1));

        _cache.Dispose();

        Assert.True(open.HasEnded);
        Assert.Equal(HsmFault.Unavailable, Assert.Throws<HsmException>(() => _cache.Get(Binding, Key(2))).Fault);
        Assert.Equal(0, _cache.Count);
    }

    private static WrappedKey Key(int number)
    {
        var mac = new byte[32];
        mac[0] = (byte)number;
        return new WrappedKey(1, 1, WrapMechanism.AesKwp, "software", [], [1, 2, 3], mac);
    }
}
