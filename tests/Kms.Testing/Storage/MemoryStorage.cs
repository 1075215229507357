using System.Collections.Immutable;
using System.Globalization;
using Kms.Grains.Storage;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace Kms.Testing.Storage;

/// <summary>
/// The storage in memory: both doors on one table, for tests of what lies above it. It takes queued one-shot faults,
/// and it is under the same contract suite as the databases.
/// </summary>
internal sealed class MemoryStorage : IRecordStore, IGrainStorage
{
    private readonly Lock _lock = new();
    private readonly Dictionary<RecordId, Row> _rows = [];
    private readonly Queue<Exception> _writeFaults = [];
    private readonly Queue<Exception> _readFaults = [];
    private readonly Queue<Exception> _listFaults = [];

    /// <summary>Reads of single records since the start.</summary>
    public int Reads { get; private set; }

    /// <summary>Makes the next write fail, without an effect.</summary>
    public void FailNextWrite(Exception fault) => Locked(() => _writeFaults.Enqueue(fault));

    /// <summary>Makes the next read of a single record fail.</summary>
    public void FailNextRead(Exception fault) => Locked(() => _readFaults.Enqueue(fault));

    /// <summary>Makes the next listing fail.</summary>
    public void FailNextList(Exception fault) => Locked(() => _listFaults.Enqueue(fault));

    /// <summary>Changes what is stored, as somebody with access to the database could; null removes the row.</summary>
    public void Tamper(RecordId id, Func<byte[]?, byte[]?> change)
    {
        lock (_lock)
        {
            _rows.Remove(id, out var row);
            if (change(row?.Text) is { } text)
            {
                _rows[id] = new Row(row?.Revision ?? 1, text, row?.Entry, row?.WakeAt);
            }
        }
    }

    public ValueTask<StoredRecord?> ReadAsync(RecordId id, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            Reads++;
            ThrowQueued(_readFaults);
            return ValueTask.FromResult(_rows.TryGetValue(id, out var row) ? StoredRecordFormat.Read(row.Text) : null);
        }
    }

    public ValueTask<ImmutableDictionary<string, StoredRecord>> ReadManyAsync(string kind, string account, IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return ValueTask.FromResult(ids
                .Distinct()
                .Where(id => _rows.ContainsKey(new RecordId(kind, account, id)))
                .ToImmutableDictionary(id => id, id => StoredRecordFormat.Read(_rows[new RecordId(kind, account, id)].Text)));
        }
    }

    public ValueTask<bool> TryWriteAsync(StoredRecord record, long expectedRevision, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            ThrowQueued(_writeFaults);
            if ((_rows.TryGetValue(record.Id, out var row) ? row.Revision : 0) != expectedRevision)
            {
                return ValueTask.FromResult(false);
            }

            var entry = StorageJson.ReadIndex(record.Index);
            _rows[record.Id] = new Row(expectedRevision + 1, StoredRecordFormat.Write(record), entry, entry?.WakeAtMicroseconds);
            return ValueTask.FromResult(true);
        }
    }

    public ValueTask<CatalogPage> ListAsync(string account, string kind, DateTimeOffset now, long offset, int count, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            ThrowQueued(_listFaults);
            var listed = _rows
                .Where(r => r.Key.Account == account && r.Key.Kind == kind && r.Value.Entry is { Listed: true } entry && !(entry.DeleteAtMicroseconds <= Instants.ToMicroseconds(now)))
                .Select(r => new CatalogRow(r.Key.Id, r.Value.Entry!))
                .OrderByDescending(r => r.Entry.CreatedMicroseconds)
                .ThenByDescending(r => r.Id, StringComparer.Ordinal)
                .ToList();
            return ValueTask.FromResult(new CatalogPage(listed.Count, [.. listed.Skip((int)Math.Min(offset, int.MaxValue)).Take(count)]));
        }
    }

    public ValueTask<ImmutableArray<DueRecord>> DueAsync(int firstBucket, int lastBucket, DateTimeOffset now, int limit, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return ValueTask.FromResult(_rows
                .Where(r => r.Value.Entry is { } entry && entry.Bucket >= firstBucket && entry.Bucket <= lastBucket && r.Value.WakeAt <= Instants.ToMicroseconds(now))
                .OrderBy(r => r.Value.WakeAt)
                .Take(limit)
                .Select(r => new DueRecord(r.Key, r.Value.Revision))
                .ToImmutableArray());
        }
    }

    public ValueTask PostponeAsync(DueRecord due, DateTimeOffset wakeAt, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_rows.TryGetValue(due.Id, out var row) && row.Revision == due.Revision && row.WakeAt is not null)
            {
                _rows[due.Id] = row with { WakeAt = Instants.ToMicroseconds(wakeAt) };
            }

            return ValueTask.CompletedTask;
        }
    }

    public ValueTask CheckAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        lock (_lock)
        {
            _rows.TryGetValue(KmsStorage.RecordIdOf(stateName, grainId), out var row);
            grainState.RecordExists = row is not null;
            grainState.ETag = KmsStorage.ETagOf(row?.Revision ?? 0);
            grainState.State = row is null ? grainState.State : (T)(object)StoredRecordFormat.Read(row.Text);
            return Task.CompletedTask;
        }
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var record = (StoredRecord)(object)grainState.State!;
        var expected = grainState.ETag is null ? 0 : long.Parse(grainState.ETag, CultureInfo.InvariantCulture);
        if (!await TryWriteAsync(record with { Id = KmsStorage.RecordIdOf(stateName, grainId) }, expected, CancellationToken.None))
        {
            throw new InconsistentStateException($"Version conflict: {record}");
        }

        grainState.ETag = KmsStorage.ETagOf(record.Revision);
        grainState.RecordExists = true;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => throw new NotSupportedException();

    private static void ThrowQueued(Queue<Exception> faults)
    {
        if (faults.TryDequeue(out var fault))
        {
            throw fault;
        }
    }

    private void Locked(Action action)
    {
        lock (_lock)
        {
            action();
        }
    }

    private sealed record Row(long Revision, byte[] Text, CatalogEntry? Entry, long? WakeAt);
}
