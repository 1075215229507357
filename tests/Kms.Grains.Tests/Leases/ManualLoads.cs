using System.Threading.Channels;
using Kms.Grains.Leases;
using Kms.Grains.Storage;

namespace Kms.Grains.Tests.Leases;

internal sealed record Snap(long Revision, int Size = 100);

/// <summary>Loads that begin when the code under test begins them, and end when the test says so.</summary>
internal sealed class ManualLoads : SnapshotType<Snap>
{
    private readonly Channel<ManualLoad> _begun = Channel.CreateUnbounded<ManualLoad>();

    public int Begun { get; private set; }

    /// <summary>The next load that begins.</summary>
    public Task<ManualLoad> NextAsync() => _begun.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30));

    public override async ValueTask<Snap?> LoadAsync(RecordId id, CancellationToken cancellationToken)
    {
        var load = new ManualLoad(id, RequestContext.Get("caller"), TaskScheduler.Current);
        Begun++;
        _begun.Writer.TryWrite(load);
        return await load.Outcome.Task;
    }

    public override long RevisionOf(Snap snapshot) => snapshot.Revision;

    public override long SizeOf(Snap snapshot) => snapshot.Size;
}

internal sealed record ManualLoad(RecordId Id, object? RequestContext, TaskScheduler Scheduler)
{
    public TaskCompletionSource<Snap?> Outcome { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Ends(Snap? with) => Outcome.SetResult(with);

    public void Fails(Exception with) => Outcome.SetException(with);
}

/// <summary>Loads that end by themselves with what the test put there, at once or a little after they read it.</summary>
internal sealed class InstantLoads(Func<RecordId, Snap?> read, bool yields = false) : SnapshotType<Snap>
{
    private int _begun;

    public int Begun => Volatile.Read(ref _begun);

    public override async ValueTask<Snap?> LoadAsync(RecordId id, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _begun);
        var snapshot = read(id);
        if (yields)
        {
            await Task.Yield();
        }

        return snapshot;
    }

    public override long RevisionOf(Snap snapshot) => snapshot.Revision;

    public override long SizeOf(Snap snapshot) => snapshot.Size;
}
