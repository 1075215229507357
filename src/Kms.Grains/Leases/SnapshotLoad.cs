namespace Kms.Grains.Leases;

/// <summary>One read of a record and those who wait for it. Guarded by its slot's lock, but for the outcome.</summary>
internal sealed class SnapshotLoad<TSnapshot>
    where TSnapshot : class
{
    private readonly TaskCompletionSource<TSnapshot?> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private SnapshotLoad<TSnapshot>? _discarded;
    private long _discardBelow;

    /// <summary>The outcome.</summary>
    public Task<TSnapshot?> Task => _outcome.Task;

    /// <summary>The record changed while this read was under way: what it brings counts from that revision on only.</summary>
    public void DiscardBelow(long revision) => _discardBelow = Math.Max(_discardBelow, revision);

    /// <summary>Whether what was read (0: no record) is older than what was dropped meanwhile.</summary>
    public bool IsDiscarded(long revision) => revision < _discardBelow;

    /// <summary>This load also answers those who wait for one that was discarded.</summary>
    public void CompletesToo(SnapshotLoad<TSnapshot> discarded) => _discarded = discarded;

    /// <summary>Ends it, and those that it replaced.</summary>
    public void SetResult(TSnapshot? snapshot)
    {
        for (var load = this; load is not null; load = load._discarded)
        {
            load._outcome.SetResult(snapshot);
        }
    }

    /// <summary>Ends it, and those that it replaced, with a failure.</summary>
    public void SetException(Exception failure)
    {
        for (var load = this; load is not null; load = load._discarded)
        {
            load._outcome.SetException(failure);
        }
    }
}
