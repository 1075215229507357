using System.Collections.Concurrent;
using Kms.Grains.Crypto;
using Kms.Grains.Hsm;

namespace Kms.Silo.Hsm.Software;

/// <summary>
/// The opened keys, at most so many. A hit compares every byte of the wrapped key and its binding with what was
/// verified, takes no lock and allocates nothing; the least recently used leave (second chance).
/// </summary>
/// <param name="capacity">How many stay open.</param>
/// <param name="unwrap">Verifies a wrapped key for a binding and opens it.</param>
internal sealed class OpenKeyCache(int capacity, Func<KeyBinding, WrappedKey, SecretBytes> unwrap) : IDisposable
{
    private readonly ConcurrentDictionary<WrappedKey, OpenKey> _keys = new(WrappedKeyComparer.Instance);
    private readonly Queue<OpenKey> _order = new();
    private readonly Lock _gate = new();
    private bool _disposed;

    /// <summary>How many keys are open or being opened.</summary>
    public int Count => _keys.Count;

    /// <summary>The opened key. It may end at any time, which its rents then say.</summary>
    /// <exception cref="HsmException"><see cref="HsmFault.NotAuthentic"/>.</exception>
    public OpenKey Get(KeyBinding binding, WrappedKey key) =>
        _keys.TryGetValue(key, out var found) && found.IsOpenFor(binding) ? found : Open(binding, key);

    /// <summary>Closes a key, if it is open.</summary>
    public void Forget(WrappedKey key)
    {
        if (_keys.TryRemove(key, out var found))
            found.Dispose();
    }

    /// <summary>Closes every key, and opens no other.</summary>
    public void Dispose()
    {
        lock (_gate)
            _disposed = true;
        foreach (var key in _keys.Values)
            Forget(key.Wrapped);
    }

    private OpenKey Open(KeyBinding binding, WrappedKey key)
    {
        while (true)
        {
            var entry = _keys.GetOrAdd(key, static wrapped => new OpenKey(wrapped));
            var opened = TryOpen(entry, binding);
            if (opened == true)
                Keep(entry);
            if (opened is not null)
                return entry;
            Remove(entry);
        }
    }

    private bool? TryOpen(OpenKey entry, KeyBinding binding)
    {
        try
        {
            return entry.Open(binding, unwrap);
        }
        catch
        {
            // Whoever waited for this attempt must judge its own binding, with an entry of its own; an entry that was
            // open for another binding stays.
            if (entry.HasEnded)
                Remove(entry);
            throw;
        }
    }

    private void Keep(OpenKey entry)
    {
        lock (_gate)
        {
            if (!_disposed)
            {
                while (_order.Count >= capacity)
                    Evict(_order.Dequeue());
                _order.Enqueue(entry);
                return;
            }
        }

        Remove(entry);
        entry.Dispose();
        throw SoftwareHsm.Closed();
    }

    private void Evict(OpenKey oldest)
    {
        if (oldest.Used && !oldest.HasEnded)
        {
            oldest.Used = false;
            _order.Enqueue(oldest);
            return;
        }

        Remove(oldest);
        oldest.Dispose();
    }

    private void Remove(OpenKey entry) => _keys.TryRemove(KeyValuePair.Create(entry.Wrapped, entry));
}
