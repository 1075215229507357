using System.Collections.Concurrent;
using Kms.Grains.Storage;

namespace Kms.Grains.Leases;

/// <summary>
/// The snapshots of one silo: who asks gets one that shows every change acknowledged before the question. Bounded in
/// bytes; loads are shared by those who wait for them. See README.md in this folder.
/// </summary>
internal sealed class LeasedRecords(LeaseOptions options)
{
    private readonly ConcurrentDictionary<RecordId, RecordSlot> _slots = new();
    private long _bytes;
    private int _evicting;

    /// <summary>Whether snapshots are held between calls; if not, a second read tells nothing that the first did not.</summary>
    public bool Holds { get; } = options.Mode switch
    {
        LeaseMode.Hold => true,
        LeaseMode.Reread => false,
        _ => throw new ArgumentOutOfRangeException(nameof(options), options.Mode, "A lease mode must be set."),
    };

    /// <summary>Estimated bytes held.</summary>
    internal long HeldBytes => Volatile.Read(ref _bytes);

    /// <summary>Records held or being read.</summary>
    internal int Count => _slots.Count;

    /// <summary>
    /// The record's snapshot, or null when there is no such record. Completes synchronously and allocates nothing when
    /// it is held.
    /// </summary>
    public ValueTask<TSnapshot?> GetAsync<TSnapshot>(RecordId id, SnapshotType<TSnapshot> type)
        where TSnapshot : class =>
        _slots.TryGetValue(id, out var slot) && ((RecordSlot<TSnapshot>)slot).Touch() is { } held
            ? new ValueTask<TSnapshot?>(held)
            : new ValueTask<TSnapshot?>(Join(id, type, fresh: !Holds));

    /// <summary>The same, always from a read that begins after this call.</summary>
    public ValueTask<TSnapshot?> RereadAsync<TSnapshot>(RecordId id, SnapshotType<TSnapshot> type)
        where TSnapshot : class => new(Join(id, type, fresh: true));

    /// <summary>
    /// Forgets what is older than a revision, loads in flight included. Called after the revision was committed and
    /// before its change is acknowledged.
    /// </summary>
    /// <param name="revision">The committed revision, or <see cref="long.MaxValue"/> when it is not known.</param>
    public void Drop(RecordId id, long revision)
    {
        // No slot: whoever adds one from here on begins to read after the commit.
        if (_slots.TryGetValue(id, out var slot))
        {
            slot.Drop(revision);
        }
    }

    /// <summary>Counts bytes that a slot took, or gave back.</summary>
    internal void AddBytes(long delta) => Interlocked.Add(ref _bytes, delta);

    /// <summary>Gives bytes back if more are held than may be. Not to be called under a slot's lock.</summary>
    internal void EvictIfFull()
    {
        if (HeldBytes > options.CapacityBytes)
        {
            Evict();
        }
    }

    /// <summary>Takes out a slot that holds nothing and reads nothing; it lets nobody in any more.</summary>
    internal void Remove(RecordSlot slot) => _slots.TryRemove(KeyValuePair.Create(slot.Id, slot));

    private Task<TSnapshot?> Join<TSnapshot>(RecordId id, SnapshotType<TSnapshot> type, bool fresh)
        where TSnapshot : class
    {
        while (true)
        {
            var slot = _slots.GetOrAdd(id, static (id, it) => new RecordSlot<TSnapshot>(id, it.type, it.owner), (type, owner: this));
            if (((RecordSlot<TSnapshot>)slot).Join(fresh) is { } load)
            {
                return load;
            }
        }
    }

    /// <summary>
    /// Gives back an eighth of the capacity: first what nobody asked for since the last time, then whatever comes. As
    /// good as a list ordered by use, without a lock on the path of a hit.
    /// </summary>
    private void Evict()
    {
        if (Interlocked.Exchange(ref _evicting, 1) == 1)
        {
            return;
        }

        var target = options.CapacityBytes - (options.CapacityBytes / 8);
        EvictTo(target, spareTouched: true);
        EvictTo(target, spareTouched: false);
        Volatile.Write(ref _evicting, 0);
    }

    private void EvictTo(long target, bool spareTouched)
    {
        foreach (var (_, slot) in _slots)
        {
            if (HeldBytes <= target)
            {
                return;
            }

            slot.Evict(spareTouched);
        }
    }
}
