using Kms.Grains.Storage;

namespace Kms.Grains.Leases;

/// <summary>The snapshot of one record, the load in flight and the load that follows it.</summary>
/// <remarks>
/// Two loads are enough: who may use the one in flight joins it, who needs a read that begins later joins the next.
/// Everything but <see cref="Touch"/> happens under one lock, and no load is awaited or completed inside it.
/// </remarks>
internal sealed class RecordSlot<TSnapshot>(RecordId id, SnapshotType<TSnapshot> type, LeasedRecords owner) : RecordSlot(id)
    where TSnapshot : class
{
    private readonly Lock _gate = new();
    private volatile TSnapshot? _held;
    private volatile bool _touched;
    private SnapshotLoad<TSnapshot>? _current;
    private SnapshotLoad<TSnapshot>? _next;
    private bool _removed;

    /// <summary>The held snapshot, marked as used.</summary>
    public TSnapshot? Touch()
    {
        var held = _held;
        if (held is not null && !_touched)
        {
            _touched = true;
        }

        return held;
    }

    /// <summary>A load to wait for; null when this slot has been taken out and the caller must look for another.</summary>
    /// <param name="fresh">Its read must begin after this call.</param>
    public Task<TSnapshot?>? Join(bool fresh)
    {
        lock (_gate)
        {
            if (_removed)
            {
                return null;
            }

            if (!fresh && _held is { } held)
            {
                return Task.FromResult<TSnapshot?>(held);
            }

            if (_current is null)
            {
                return Start(_current = new SnapshotLoad<TSnapshot>()).Task;
            }

            return fresh ? (_next ??= new SnapshotLoad<TSnapshot>()).Task : _current.Task;
        }
    }

    /// <inheritdoc/>
    public override void Drop(long revision)
    {
        lock (_gate)
        {
            _current?.DiscardBelow(revision);
            if (_held is { } held && type.RevisionOf(held) < revision)
            {
                Hold(null);
            }

            RemoveIfIdle();
        }
    }

    /// <inheritdoc/>
    public override void Evict(bool spareTouched)
    {
        lock (_gate)
        {
            if (spareTouched && _touched)
            {
                _touched = false;
                return;
            }

            Hold(null);
            RemoveIfIdle();
        }
    }

    /// <summary>
    /// Queued rather than called: neither the first caller's request context nor its grain may flow into a load that
    /// works for others too.
    /// </summary>
    private SnapshotLoad<TSnapshot> Start(SnapshotLoad<TSnapshot> load)
    {
        ThreadPool.UnsafeQueueUserWorkItem(static it => _ = it.slot.RunAsync(it.load), (slot: this, load), preferLocal: false);
        return load;
    }

    private async Task RunAsync(SnapshotLoad<TSnapshot> load)
    {
        TSnapshot? snapshot;
        try
        {
            snapshot = await type.LoadAsync(Id, CancellationToken.None);
        }
#pragma warning disable CA1031 // Whatever it is belongs to those who wait for the load.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Fail(load, e);
            return;
        }

        if (TryAccept(load, snapshot))
        {
            owner.EvictIfFull();
            load.SetResult(snapshot);
        }
    }

    /// <summary>Takes what was read, unless it was dropped meanwhile: then the next load answers in its place.</summary>
    private bool TryAccept(SnapshotLoad<TSnapshot> load, TSnapshot? snapshot)
    {
        lock (_gate)
        {
            var accepted = !load.IsDiscarded(snapshot is null ? 0 : type.RevisionOf(snapshot));
            if (!accepted)
            {
                (_next ??= new SnapshotLoad<TSnapshot>()).CompletesToo(load);
            }
            else if (owner.Holds)
            {
                Hold(snapshot);
            }

            StartNext();
            return accepted;
        }
    }

    private void Fail(SnapshotLoad<TSnapshot> load, Exception failure)
    {
        lock (_gate)
        {
            StartNext();
        }

        load.SetException(failure);
    }

    private void StartNext()
    {
        (_current, _next) = (_next, null);
        if (_current is not null)
        {
            Start(_current);
        }

        RemoveIfIdle();
    }

    private void Hold(TSnapshot? snapshot)
    {
        owner.AddBytes(SizeOf(snapshot) - SizeOf(_held));
        _held = snapshot;
        _touched = snapshot is not null;
    }

    private long SizeOf(TSnapshot? snapshot) => snapshot is null ? 0 : type.SizeOf(snapshot);

    private void RemoveIfIdle()
    {
        if (_held is null && _current is null && !_removed)
        {
            _removed = true;
            owner.Remove(this);
        }
    }
}
