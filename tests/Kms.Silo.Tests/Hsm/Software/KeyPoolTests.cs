using System.Collections.Concurrent;
using Kms.Grains.Crypto;
using Kms.Silo.Hsm.Software;

namespace Kms.Silo.Tests.Hsm.Software;

public sealed class KeyPoolTests : IDisposable
{
    private readonly SecretBytes _key = SecretBytes.Random(32);
    private readonly ConcurrentQueue<Instance> _made = [];
    private readonly KeyPool<Instance> _pool;

    public KeyPoolTests() => _pool = new KeyPool<Instance>(_key, key =>
    {
        Assert.Equal(32, key.Length);
        var instance = new Instance();
        _made.Enqueue(instance);
        return instance;
    });

    public void Dispose() => _pool.Dispose();

    [Fact]
    public void Rent_AfterReturn_LendsTheSameAgain()
    {
        var first = _pool.Rent()!;
        _pool.Return(first);

        Assert.Same(first, _pool.Rent());
        Assert.Single(_made);
    }

    [Fact]
    public void Rent_NothingIdle_MakesAnother() => Assert.NotSame(_pool.Rent(), _pool.Rent());

    [Fact]
    public void Return_MoreThanAreKept_DisposesTheRest()
    {
        var rented = Enumerable.Range(0, 40).Select(_ => _pool.Rent()!).ToList();

        rented.ForEach(_pool.Return);

        var kept = Math.Min(Environment.ProcessorCount, 16);
        Assert.Equal(40 - kept, _made.Count(instance => instance.Disposed));
    }

    [Fact]
    public void Dispose_WithIdleAndRented_ZeroesTheKeyAndFreesEachWhenItIsIdle()
    {
        var (rented, idle) = (_pool.Rent()!, _pool.Rent()!);
        _pool.Return(idle);

        _pool.Dispose();
        _pool.Dispose();

        Assert.True(idle.Disposed);
        Assert.False(rented.Disposed);
        Assert.Throws<ObjectDisposedException>(() => _key.Length);
        Assert.Null(_pool.Rent());
        _pool.Return(rented);
        Assert.True(rented.Disposed);
    }

    [Fact]
    public async Task RentAndReturn_ByManyThreadsAndThenDisposed_NeverSharesAndNeverLeaks()
    {
        var uses = 0;
        var threads = Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
        {
            while (_pool.Rent() is { } instance)
            {
                instance.Use();
                _pool.Return(instance);
                Interlocked.Increment(ref uses);
            }
        })).ToList();
        while (Volatile.Read(ref uses) < 20_000 && !threads.Any(thread => thread.IsCompleted))
            await Task.Yield();

        _pool.Dispose();
        await Task.WhenAll(threads);

        Assert.All(_made, instance => Assert.True(instance.Disposed));
    }

    private sealed class Instance : IDisposable
    {
        private int _users;

        public bool Disposed { get; private set; }

        public void Use()
        {
            Assert.Equal(1, Interlocked.Increment(ref _users));
            Assert.False(Disposed);
            Interlocked.Decrement(ref _users);
        }

        public void Dispose()
        {
            Assert.False(Disposed);
            Disposed = true;
        }
    }
}
