using System.Globalization;
using Kms.Grains.Storage;
using Orleans.Storage;

namespace Kms.Silo.Storage;

/// <summary>Orleans' door to a record store: the state name is the record's kind, the grain key <c>account/id</c>, the ETag its revision.</summary>
internal sealed class RecordGrainStorage(IRecordStore store) : IGrainStorage
{
    /// <inheritdoc/>
    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var state = Records(grainState);
        var record = await store.ReadAsync(KmsStorage.RecordIdOf(stateName, grainId), CancellationToken.None);
        state.RecordExists = record is not null;
        state.ETag = KmsStorage.ETagOf(record?.Revision ?? 0);
        state.State = record!;
    }

    /// <inheritdoc/>
    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var state = Records(grainState);
        var record = state.State;
        var expected = string.IsNullOrEmpty(state.ETag) ? 0 : long.Parse(state.ETag, CultureInfo.InvariantCulture);
        if (record?.Id != KmsStorage.RecordIdOf(stateName, grainId))
        {
            throw new ArgumentException("The record belongs to another grain.", nameof(grainState));
        }

        if (!await store.TryWriteAsync(record, expected, CancellationToken.None))
        {
            throw new InconsistentStateException($"Version conflict: {record} is not the next one.");
        }

        state.ETag = KmsStorage.ETagOf(record.Revision);
        state.RecordExists = true;
    }

    /// <summary>Never: what is destroyed leaves a tombstone, which is an ordinary write.</summary>
    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        throw new NotSupportedException("Records are not cleared; a tombstone is written.");

    private static IGrainState<StoredRecord> Records<T>(IGrainState<T> grainState) =>
        grainState as IGrainState<StoredRecord> ?? throw new NotSupportedException($"The storage '{KmsStorage.ProviderName}' holds records only.");
}
