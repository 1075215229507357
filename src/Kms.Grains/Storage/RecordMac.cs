using System.Security.Cryptography;
using Kms.Grains.Crypto;
using Kms.Grains.Hsm;

namespace Kms.Grains.Storage;

/// <summary>Authenticates records under the binding key, so that an edited, moved or renumbered row is refused.</summary>
/// <remarks>
/// <c>HMAC(binding key g, "kms/record/1" 00, kind, account, id, revision, schema, g, index, doc)</c>, each field length
/// prefixed (<see cref="LengthPrefixedWriter"/>); index and doc are the raw text as stored.
/// </remarks>
internal static class RecordMac
{
    /// <summary>Bytes in a MAC.</summary>
    public const int Length = 32;

    /// <summary>The record with its MAC, under the generation that it names.</summary>
    public static async ValueTask<StoredRecord> SealAsync(IHsm hsm, StoredRecord record, CancellationToken cancellationToken) =>
        record with { Mac = await ComputeAsync(hsm, record.Id, record, cancellationToken) };

    /// <summary>Whether the record is what was written for this identity.</summary>
    /// <param name="id">The identity of the one who reads, not the stored one.</param>
    public static async ValueTask<bool> VerifyAsync(IHsm hsm, RecordId id, StoredRecord record, CancellationToken cancellationToken)
    {
        var expected = await ComputeAsync(hsm, id, record, cancellationToken);
        return CryptographicOperations.FixedTimeEquals(record.Mac, expected) && record.Id == id;
    }

    private static async ValueTask<byte[]> ComputeAsync(IHsm hsm, RecordId id, StoredRecord record, CancellationToken cancellationToken)
    {
        var mac = new byte[Length];
        await hsm.ComputeMacAsync(record.MacGeneration, Message(id, record), mac, cancellationToken);
        return mac;
    }

    private static ReadOnlyMemory<byte> Message(RecordId id, StoredRecord record) =>
        new LengthPrefixedWriter("kms/record/1"u8)
            .Add(id.Kind)
            .Add(id.Account)
            .Add(id.Id)
            .Add(record.Revision)
            .Add((long)record.Schema)
            .Add((long)record.MacGeneration)
            .Add(record.Index.Span)
            .Add(record.Doc.Span)
            .Written;
}
