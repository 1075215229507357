using System.Globalization;

namespace Kms.Grains.Storage;

/// <summary>What the storage of the service is called inside Orleans.</summary>
internal static class KmsStorage
{
    /// <summary>The key of the <see cref="Orleans.Storage.IGrainStorage"/> that holds every record.</summary>
    public const string ProviderName = "kms";

    /// <summary>
    /// The identity under which grain storage keeps a record: its kind, and <c>account/id</c> as the key. The slash is
    /// neither a hexadecimal digit nor the <c>+</c> of an extended key, so that Orleans never takes such a key for a
    /// number or a Guid.
    /// </summary>
    public static GrainId GrainIdOf(RecordId id) => GrainId.Create(id.Kind, KeyOf(id.Account, id.Id));

    /// <summary>The record that grain storage keeps under an identity of <see cref="GrainIdOf"/>.</summary>
    /// <exception cref="ArgumentException">The key is not <c>account/id</c>.</exception>
    public static RecordId RecordIdOf(string stateName, GrainId grainId)
    {
        var key = grainId.Key.ToString()!;
        var slash = key.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 ? new RecordId(stateName, key[..slash], key[(slash + 1)..]) : throw new ArgumentException("The key of a record is account/id.", nameof(grainId));
    }

    /// <summary>The key of a record inside its kind: <c>account/id</c>.</summary>
    public static string KeyOf(string account, string id) => string.Concat(account, "/", id);

    /// <summary>The ETag of a revision: the number in decimal, null for "no record".</summary>
    public static string? ETagOf(long revision) => revision == 0 ? null : revision.ToString(CultureInfo.InvariantCulture);
}
