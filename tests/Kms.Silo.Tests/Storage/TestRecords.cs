using System.Text;
using Kms.Grains.Storage;
using Orleans;
using Orleans.Storage;

namespace Kms.Silo.Tests.Storage;

/// <summary>Records and entries as tests need them.</summary>
internal static class TestRecords
{
    private static int s_accounts;

    /// <summary>An account that no other test uses.</summary>
    public static string NewAccount() => $"account-{Interlocked.Increment(ref s_accounts)}";

    public static CatalogEntry Entry(long created = 1, bool listed = true, long? wake = null, long? delete = null, int bucket = 5) => new()
    {
        Listed = listed,
        CreatedMicroseconds = created,
        Name = $"name {created}",
        Description = "description",
        Spec = 1,
        State = 1,
        RotationDays = 30,
        DeleteAtMicroseconds = delete,
        Bucket = bucket,
        WakeAtMicroseconds = wake,
        Protection = 1,
    };

    public static StoredRecord Record(RecordId id, long revision, CatalogEntry? entry, string document = "{}") => new()
    {
        Schema = 1,
        Id = id,
        Revision = revision,
        MacGeneration = 1,
        Mac = new byte[RecordMac.Length],
        Index = StorageJson.WriteIndex(entry),
        Doc = Encoding.UTF8.GetBytes(document),
    };

    /// <summary>Writes through grain storage, as grains do.</summary>
    public static async Task WriteAsync(this IGrainStorage storage, StoredRecord record)
    {
        var expected = record.Revision - 1;
        var state = new GrainState<StoredRecord>(record, KmsStorage.ETagOf(expected)) { RecordExists = expected > 0 };
        await storage.WriteStateAsync(record.Id.Kind, KmsStorage.GrainIdOf(record.Id), state);
        Assert.Equal(KmsStorage.ETagOf(record.Revision), state.ETag);
        Assert.True(state.RecordExists);
    }

    public static string DocumentOf(this StoredRecord? record) => Encoding.UTF8.GetString(record!.Doc.Span);

    public static ValueTask<CatalogPage> ListAsync(this IRecordStore store, string account, long now = 0, long offset = 0, int count = 100, string kind = RecordKinds.Key) =>
        store.ListAsync(account, kind, Instants.FromMicroseconds(now), offset, count, default);
}
