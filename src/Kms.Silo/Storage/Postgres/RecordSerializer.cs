using Kms.Grains.Storage;
using Orleans.Storage;

namespace Kms.Silo.Storage.Postgres;

/// <summary>What Orleans' ADO.NET storage puts into its payload: the stored form of a record.</summary>
internal sealed class RecordSerializer : IGrainStorageSerializer
{
    /// <inheritdoc/>
    public BinaryData Serialize<T>(T? input) =>
        input is StoredRecord record ? new BinaryData(StoredRecordFormat.Write(record)) : throw NoRecord<T>();

    /// <inheritdoc/>
    public T Deserialize<T>(BinaryData input) =>
        StoredRecordFormat.Read(input.ToMemory()) is T record ? record : throw NoRecord<T>();

    private static NotSupportedException NoRecord<T>() => new($"The storage '{KmsStorage.ProviderName}' holds records only, no {typeof(T).Name}.");
}
