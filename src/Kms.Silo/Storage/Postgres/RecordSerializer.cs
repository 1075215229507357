using System.Buffers.Binary;
using Kms.Grains.Storage;
using Orleans.Storage;

namespace Kms.Silo.Storage.Postgres;

/// <summary>
/// What Orleans' ADO.NET storage sends as its payload, the argument of <c>kms_write</c>, and what comes back: the
/// stored form of the record.
/// </summary>
/// <remarks><c>payload = length(4, big-endian) index document</c>. The index is sent apart, because the database must not parse the document.</remarks>
internal sealed class RecordSerializer : IGrainStorageSerializer
{
    /// <inheritdoc/>
    public BinaryData Serialize<T>(T? input) =>
        input is StoredRecord record ? new BinaryData(Payload(record)) : throw NoRecord<T>();

    /// <inheritdoc/>
    public T Deserialize<T>(BinaryData input) =>
        StoredRecordFormat.Read(input.ToMemory()) is T record ? record : throw NoRecord<T>();

    /// <summary>The payload of a record.</summary>
    public static byte[] Payload(StoredRecord record)
    {
        var document = StoredRecordFormat.Write(record);
        var payload = new byte[sizeof(int) + record.Index.Length + document.Length];
        BinaryPrimitives.WriteInt32BigEndian(payload, record.Index.Length);
        record.Index.CopyTo(payload.AsMemory(sizeof(int)));
        document.CopyTo(payload, sizeof(int) + record.Index.Length);
        return payload;
    }

    private static NotSupportedException NoRecord<T>() => new($"The storage '{KmsStorage.ProviderName}' holds records only, no {typeof(T).Name}.");
}
