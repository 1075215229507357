using System.Collections.Immutable;
using Kms.Grains.Storage;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace Kms.Testing.Storage;

/// <summary>
/// A storage with hooks around its calls. A hook that throws is a fault: before a write it has no effect, after it the
/// outcome is only unknown to the caller. A hook that waits is a slow database, or a pause of whoever called.
/// </summary>
internal sealed class FaultyStorage(MemoryStorage inner) : IRecordStore, IGrainStorage
{
    /// <summary>Runs before a write.</summary>
    public Func<RecordId, Task>? BeforeWrite { get; set; }

    /// <summary>Runs after a write has taken effect.</summary>
    public Func<RecordId, Task>? AfterWrite { get; set; }

    /// <summary>Runs before a read.</summary>
    public Func<RecordId, Task>? BeforeRead { get; set; }

    /// <summary>Runs after a read, before its result is handed over.</summary>
    public Func<RecordId, Task>? AfterRead { get; set; }

    /// <summary>The storage itself.</summary>
    public MemoryStorage Inner => inner;

    /// <summary>Takes all hooks away.</summary>
    public void Heal() => (BeforeWrite, AfterWrite, BeforeRead, AfterRead) = (null, null, null, null);

    public async ValueTask<StoredRecord?> ReadAsync(RecordId id, CancellationToken cancellationToken)
    {
        await Run(BeforeRead, id);
        var record = await inner.ReadAsync(id, cancellationToken);
        await Run(AfterRead, id);
        return record;
    }

    public ValueTask<ImmutableDictionary<string, StoredRecord>> ReadManyAsync(string kind, string account, IReadOnlyCollection<string> ids, CancellationToken cancellationToken) =>
        inner.ReadManyAsync(kind, account, ids, cancellationToken);

    public ValueTask<bool> TryWriteAsync(StoredRecord record, long expectedRevision, CancellationToken cancellationToken) =>
        inner.TryWriteAsync(record, expectedRevision, cancellationToken);

    public ValueTask<CatalogPage> ListAsync(string account, string kind, DateTimeOffset now, long offset, int count, CancellationToken cancellationToken) =>
        inner.ListAsync(account, kind, now, offset, count, cancellationToken);

    public ValueTask<ImmutableArray<DueRecord>> DueAsync(int firstBucket, int lastBucket, DateTimeOffset now, int limit, CancellationToken cancellationToken) =>
        inner.DueAsync(firstBucket, lastBucket, now, limit, cancellationToken);

    public ValueTask PostponeAsync(DueRecord due, DateTimeOffset wakeAt, CancellationToken cancellationToken) => inner.PostponeAsync(due, wakeAt, cancellationToken);

    public ValueTask CheckAsync(CancellationToken cancellationToken) => inner.CheckAsync(cancellationToken);

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => inner.ReadStateAsync(stateName, grainId, grainState);

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var id = ((StoredRecord)(object)grainState.State!).Id;
        await Run(BeforeWrite, id);
        await inner.WriteStateAsync(stateName, grainId, grainState);
        await Run(AfterWrite, id);
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => inner.ClearStateAsync(stateName, grainId, grainState);

    private static Task Run(Func<RecordId, Task>? hook, RecordId id) => hook?.Invoke(id) ?? Task.CompletedTask;
}
