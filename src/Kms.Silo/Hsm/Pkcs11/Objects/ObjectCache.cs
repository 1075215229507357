using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Kms.Grains.Hsm;

namespace Kms.Silo.Hsm.Pkcs11.Objects;

/// <summary>
/// The unwrapped keys of one opening of the token, bounded by count. Entries are added only by who holds the owner
/// session, which makes unwrapping single-flight.
/// </summary>
/// <param name="capacity">Objects; above it those not used lately are evicted (CLOCK).</param>
internal sealed class ObjectCache(int capacity)
{
    private readonly ConcurrentDictionary<WrappedKey, CachedObject> _objects = new(WrappedKeyComparer.Instance);
    private readonly ConcurrentQueue<ulong> _discarded = new();

    /// <summary>In the order in which eviction looks at them. Guarded by the owner session.</summary>
    private readonly Queue<CachedObject> _clock = new();

    /// <summary>How many keys are held.</summary>
    public int Count => _objects.Count;

    /// <summary>How many entries eviction remembers, forgotten ones included; bounded by twice the capacity and one.</summary>
    public int Tracked => _clock.Count;

    /// <summary>Whether objects wait for their destruction.</summary>
    public bool HasDiscarded => !_discarded.IsEmpty;

    /// <summary>A lease on an object that was verified for exactly this key and this owner.</summary>
    public bool TryLease(KeyBinding binding, WrappedKey key, [NotNullWhen(true)] out CachedObject? entry)
    {
        if (!_objects.TryGetValue(key, out entry) || !entry.IsFor(binding) || !entry.TryLease())
            return false;
        if (!entry.WasUsed)
            entry.WasUsed = true;
        return true;
    }

    /// <summary>Keeps an object that was just unwrapped, with a lease for the caller. Only for the holder of the owner session.</summary>
    public CachedObject Add(KeyBinding binding, WrappedKey key, ulong handle)
    {
        while (_objects.Count >= capacity && EvictOne())
        {
        }

        var entry = new CachedObject(binding, key, handle, _discarded.Enqueue);
        entry.TryLease();
        if (_objects.TryRemove(key, out var replaced))
            replaced.Release();
        _objects[key] = entry;
        _clock.Enqueue(entry);
        if (_clock.Count > 2 * capacity)
            DropForgotten();
        return entry;
    }

    /// <summary>Forgets a key, whoever it belongs to; running calls end normally.</summary>
    public void Remove(WrappedKey key)
    {
        if (_objects.TryRemove(key, out var entry))
            entry.Release();
    }

    /// <summary>Forgets this object, unless it was replaced.</summary>
    public void Remove(CachedObject entry)
    {
        if (_objects.TryRemove(KeyValuePair.Create(entry.Key, entry)))
            entry.Release();
    }

    /// <summary>An object that nobody uses any more.</summary>
    public bool TryTakeDiscarded(out ulong handle) => _discarded.TryDequeue(out handle);

    /// <returns>False when nothing is left to evict.</returns>
    private bool EvictOne()
    {
        while (_clock.TryDequeue(out var entry))
        {
            if (!IsHeld(entry))
                continue; // forgotten meanwhile
            if (entry.WasUsed)
            {
                entry.WasUsed = false;
                _clock.Enqueue(entry);
                continue;
            }

            Remove(entry);
            return true;
        }

        return false;
    }

    private bool IsHeld(CachedObject entry) => _objects.TryGetValue(entry.Key, out var held) && ReferenceEquals(held, entry);

    private void DropForgotten()
    {
        for (var left = _clock.Count; left > 0; left--)
        {
            if (_clock.Dequeue() is var entry && IsHeld(entry))
                _clock.Enqueue(entry);
        }
    }
}
