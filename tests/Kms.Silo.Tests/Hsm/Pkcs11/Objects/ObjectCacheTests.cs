using System.Security.Cryptography;
using Kms.Grains.Abstractions.Keys;
using Kms.Grains.Hsm;
using Kms.Silo.Hsm.Pkcs11.Objects;

namespace Kms.Silo.Tests.Hsm.Pkcs11.Objects;

public sealed class ObjectCacheTests
{
    private static readonly KeyBinding Binding = new("account-1", "abcdefgh12345678", 1, KeySpec.Aes256, KeyUsage.EncryptDecrypt);

    private readonly ObjectCache _cache = new(3);

    [Fact]
    public void TryLease_OtherOwnerOrAlteredKey_Misses()
    {
        var key = NewKey();
        _cache.Add(Binding, key, 1).Release();

        Assert.True(_cache.TryLease(Binding with { }, key with { Blob = [.. key.Blob] }, out _));
        Assert.False(_cache.TryLease(Binding with { Version = 2 }, key, out _));
        Assert.False(_cache.TryLease(Binding with { Usage = KeyUsage.SignVerify }, key, out _));
        Assert.False(_cache.TryLease(Binding, key with { Blob = [9] }, out _));
        Assert.False(_cache.TryLease(Binding, key with { KekGeneration = 2 }, out _));
    }

    [Fact]
    public void Remove_WhileLeased_DestroysAfterTheLastLease()
    {
        var key = NewKey();
        var first = _cache.Add(Binding, key, 7);
        Assert.True(_cache.TryLease(Binding, key, out var second));

        _cache.Remove(key);
        Assert.False(_cache.TryLease(Binding, key, out _));
        first.Release();
        Assert.False(_cache.HasDiscarded);
        second.Release();

        Assert.True(_cache.TryTakeDiscarded(out var handle));
        Assert.Equal(7UL, handle);
        Assert.False(_cache.TryTakeDiscarded(out _));
    }

    [Fact]
    public void Add_Full_EvictsWhatWasNotUsed()
    {
        var keys = Enumerable.Range(0, 4).Select(_ => NewKey()).ToList();
        for (var i = 0; i < 3; i++)
            _cache.Add(Binding, keys[i], (ulong)i).Release();
        Assert.True(_cache.TryLease(Binding, keys[0], out var used));
        used.Release();

        _cache.Add(Binding, keys[3], 3).Release();

        Assert.True(_cache.TryTakeDiscarded(out var evicted));
        Assert.Equal(1UL, evicted);
        Assert.Equal([true, false, true, true], keys.Select(key => _cache.TryLease(Binding, key, out _)));
        Assert.Equal(3, _cache.Count);
    }

    [Fact]
    public void Add_SameKeyAgain_DiscardsTheFirstObject()
    {
        var key = NewKey();
        _cache.Add(Binding, key, 1).Release();
        _cache.Add(Binding, key, 2).Release();

        Assert.True(_cache.TryTakeDiscarded(out var discarded));
        Assert.Equal(1UL, discarded);
        Assert.True(_cache.TryLease(Binding, key, out var entry));
        Assert.Equal(2UL, entry.Handle);
    }

    [Fact]
    public void Remove_EntryThatWasReplaced_LeavesTheNewOne()
    {
        var key = NewKey();
        var old = _cache.Add(Binding, key, 1);
        _cache.Add(Binding, key, 2).Release();

        _cache.Remove(old);

        Assert.True(_cache.TryLease(Binding, key, out _));
    }

    [Fact]
    public void AddAndRemove_ForEver_KeepsNothing()
    {
        for (var i = 0; i < 1000; i++)
        {
            var key = NewKey();
            _cache.Add(Binding, key, (ulong)i).Release();
            _cache.Remove(key);
            Assert.True(_cache.TryTakeDiscarded(out var handle));
            Assert.Equal((ulong)i, handle);
        }

        Assert.Equal(0, _cache.Count);
        Assert.InRange(_cache.Tracked, 0, 7);
    }

    [Fact]
    public async Task Use_ByManyThreadsWhileEvicted_EveryObjectIsDestroyedOnceAndNeverInUse()
    {
        const int Keys = 10;
        var keys = Enumerable.Range(0, Keys).Select(_ => NewKey()).ToList();
        var alive = new System.Collections.Concurrent.ConcurrentDictionary<ulong, bool>();
        var owner = new Lock();
        var next = 0UL;

        await Task.WhenAll(Enumerable.Range(0, 4).Select(worker => Task.Run(() =>
        {
            var random = new Random(worker);
            for (var i = 0; i < 20_000; i++)
            {
                var key = keys[random.Next(Keys)];
                if (!_cache.TryLease(Binding, key, out var entry))
                {
                    lock (owner)
                    {
                        while (_cache.TryTakeDiscarded(out var dead))
                            Assert.True(alive.TryRemove(dead, out _));
                        if (!_cache.TryLease(Binding, key, out entry))
                        {
                            Assert.True(alive.TryAdd(++next, true));
                            entry = _cache.Add(Binding, key, next);
                        }
                    }
                }

                Assert.True(alive.ContainsKey(entry.Handle));
                entry.Release();
                if (i % 100 == 0)
                    _cache.Remove(key);
            }
        })));

        while (_cache.TryTakeDiscarded(out var dead))
            Assert.True(alive.TryRemove(dead, out _));
        Assert.Equal(_cache.Count, alive.Count);
    }

    private static WrappedKey NewKey() => new(1, 1, WrapMechanism.AesKwp, "softhsm", [], [1, 2, 3], RandomNumberGenerator.GetBytes(32));
}
