using Kms.Grains.Abstractions.Hosting;
using Kms.Grains.Crypto;
using Kms.Grains.Domain.Access;
using Kms.Grains.Storage;

namespace Kms.Grains.Access;

/// <summary>Access keys as records: identity, sealing of the secret, conversion to and from the document.</summary>
internal sealed class AccessKeyRecords(Records records, MaterialSealer sealer, TimeProvider time)
{
    /// <summary>A secret is sealed once and never replaced, so its version is always 1.</summary>
    private const uint SecretVersion = 1;

    /// <summary>Identity of an access key's record. Ids are unique over all accounts, so they share one.</summary>
    public static RecordId Identity(string accessKeyId) => new(RecordKinds.AccessKey, GrainKeys.SystemAccount, accessKeyId);

    /// <summary>Reads an access key, or null.</summary>
    public async ValueTask<StoredAccessKey?> ReadAsync(string accessKeyId, CancellationToken cancellationToken) =>
        await records.ReadAsync(Identity(accessKeyId), AccessKeyDocument.Type, cancellationToken) is { } stored
            ? new StoredAccessKey(stored.Document.ToDomain(accessKeyId), stored.Revision, stored.Document.Unknown, stored.Unknown)
            : null;

    /// <summary>A new access key with its secret sealed; nothing is written.</summary>
    public async ValueTask<AccessKey> NewAsync(string accessKeyId, string account, ReadOnlyMemory<byte> secret)
    {
        var sealedSecret = await sealer.SealAsync(SystemKey.Sealing, Identity(accessKeyId), SecretVersion, secret, CancellationToken.None);
        return new AccessKey(accessKeyId, account, AccessKeyState.Enabled, time.GetUtcNow(), sealedSecret);
    }

    /// <summary>Opens the secret of an access key. The caller disposes it.</summary>
    public ValueTask<SecretBytes> OpenSecretAsync(AccessKey key, CancellationToken cancellationToken) =>
        sealer.OpenAsync(SystemKey.Sealing, Identity(key.Id), SecretVersion, key.SealedSecret, cancellationToken);

    /// <summary>Writes an access key over the revision that was read, or as a new one over revision 0.</summary>
    public async Task<StoredAccessKey> WriteAsync(AccessKey key, StoredAccessKey? previous)
    {
        var document = AccessKeyDocument.From(key, previous?.UnknownInDocument);
        var revision = await records.WriteAsync(Identity(key.Id), previous?.Revision ?? 0, index: null, document, previous?.UnknownInRecord, AccessKeyDocument.Type);
        return new StoredAccessKey(key, revision, previous?.UnknownInDocument, previous?.UnknownInRecord);
    }

    /// <summary>Writes a new access key before grain storage is up.</summary>
    /// <returns>False when the id is taken.</returns>
    public ValueTask<bool> TryCreateAtStartAsync(AccessKey key, CancellationToken cancellationToken) =>
        records.TryWriteAsync(Identity(key.Id), expectedRevision: 0, index: null, AccessKeyDocument.From(key, unknown: null), unknown: null, AccessKeyDocument.Type, cancellationToken);
}
