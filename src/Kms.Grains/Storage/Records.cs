using System.Collections.Immutable;
using System.Text.Json;
using Kms.Grains.Abstractions.Errors;
using Kms.Grains.Hsm;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Storage;

namespace Kms.Grains.Storage;

/// <summary>
/// Documents in, authenticated records out, and back. The one way by which grains read and write what they own.
/// </summary>
/// <remarks>
/// Faults: <see cref="StorageException"/> when the database is away or a write's outcome is unknown,
/// <see cref="HsmException"/> when no MAC can be computed, <see cref="KmsException"/> with
/// <see cref="KmsErrorCode.Internal"/> for a record that is damaged, not authentic or of a higher schema; those are
/// logged here, once, as events of their own.
/// </remarks>
internal sealed partial class Records(
    IRecordStore store,
    [FromKeyedServices(KmsStorage.ProviderName)] IGrainStorage storage,
    IHsm hsm,
    ILogger<Records> logger)
{
    /// <summary>Reads a document, or null when there is no record.</summary>
    public async ValueTask<StoredDocument<T>?> ReadAsync<T>(RecordId id, DocumentType<T> type, CancellationToken cancellationToken)
    {
        try
        {
            var record = await store.ReadAsync(id, cancellationToken);
            return record is null ? null : await OpenAsync(id, record, type, cancellationToken);
        }
        catch (JsonException e)
        {
            throw Damaged(id.Kind, id.Account, id.Id, e);
        }
    }

    /// <summary>Reads documents of one kind and account, at most 100; missing ones are left out.</summary>
    public async ValueTask<ImmutableDictionary<string, StoredDocument<T>>> ReadManyAsync<T>(
        string kind, string account, IReadOnlyCollection<string> ids, DocumentType<T> type, CancellationToken cancellationToken)
    {
        try
        {
            var documents = ImmutableDictionary.CreateBuilder<string, StoredDocument<T>>(StringComparer.Ordinal);
            foreach (var (id, record) in await store.ReadManyAsync(kind, account, ids, cancellationToken))
            {
                documents.Add(id, await OpenAsync(new RecordId(kind, account, id), record, type, cancellationToken));
            }

            return documents.ToImmutable();
        }
        catch (JsonException e)
        {
            throw Damaged(kind, account, string.Join(',', ids), e);
        }
    }

    /// <summary>Seals a document and writes it, with its catalogue row, through Orleans' grain storage.</summary>
    /// <param name="id">Whose document.</param>
    /// <param name="expectedRevision">The revision that was read; 0 for a first write.</param>
    /// <param name="index">What the catalogue shows; null for kinds without a listing.</param>
    /// <param name="document">The document.</param>
    /// <param name="unknown">The unknown members that were read with it.</param>
    /// <param name="type">How it is written.</param>
    /// <returns>The new revision.</returns>
    /// <exception cref="InconsistentStateException">The stored revision is another; nothing was written.</exception>
    /// <exception cref="StorageException">The outcome is unknown.</exception>
    public async Task<long> WriteAsync<T>(
        RecordId id, long expectedRevision, CatalogEntry? index, T document, Dictionary<string, JsonElement>? unknown, DocumentType<T> type)
    {
        var record = await SealAsync(id, expectedRevision, index, document, unknown, type, CancellationToken.None);
        var state = new GrainState<StoredRecord>(record, KmsStorage.ETagOf(expectedRevision)) { RecordExists = expectedRevision > 0 };
        try
        {
            await storage.WriteStateAsync(id.Kind, KmsStorage.GrainIdOf(id), state);
        }
        catch (Exception e) when (e is not (InconsistentStateException or StorageException))
        {
            // Orleans' wrappers carry the text of the statement; only the cause goes on.
            throw new StorageException($"The outcome of writing {record} is unknown.", e.GetBaseException());
        }

        return record.Revision;
    }

    /// <summary>The same without grain storage, for the start, when Orleans' providers are not up yet.</summary>
    /// <returns>False when the stored revision is another; nothing was written.</returns>
    public async ValueTask<bool> TryWriteAsync<T>(
        RecordId id, long expectedRevision, CatalogEntry? index, T document, Dictionary<string, JsonElement>? unknown, DocumentType<T> type, CancellationToken cancellationToken)
    {
        var record = await SealAsync(id, expectedRevision, index, document, unknown, type, cancellationToken);
        return await store.TryWriteAsync(record, expectedRevision, cancellationToken);
    }

    private ValueTask<StoredRecord> SealAsync<T>(
        RecordId id, long expectedRevision, CatalogEntry? index, T document, Dictionary<string, JsonElement>? unknown, DocumentType<T> type, CancellationToken cancellationToken)
    {
        RefuseNul(index);
        var record = new StoredRecord
        {
            Schema = type.Schema,
            Id = id,
            Revision = expectedRevision + 1,
            MacGeneration = hsm.BindingGeneration,
            Mac = [],
            Index = StorageJson.WriteIndex(index),
            Doc = JsonSerializer.SerializeToUtf8Bytes(document, type.Json),
            Unknown = unknown,
        };
        return RecordMac.SealAsync(hsm, record, cancellationToken);
    }

    private async ValueTask<StoredDocument<T>> OpenAsync<T>(RecordId id, StoredRecord record, DocumentType<T> type, CancellationToken cancellationToken)
    {
        if (!await RecordMac.VerifyAsync(hsm, id, record, cancellationToken))
        {
            LogNotAuthentic(id.Kind, id.Account, id.Id, record.Revision, record.MacGeneration);
            throw Refused();
        }

        if (record.Schema > type.Schema)
        {
            LogHigherSchema(id.Kind, id.Account, id.Id, record.Schema, type.Schema);
            throw Refused();
        }

        var document = JsonSerializer.Deserialize(record.Doc.Span, type.Json) ?? throw new JsonException("A document is null.");
        return new StoredDocument<T>(record.Revision, document, record.Unknown);
    }

    private KmsException Damaged(string kind, string account, string id, JsonException cause)
    {
        LogDamaged(cause, kind, account, id);
        return Refused();
    }

    private static KmsException Refused() => new(KmsErrorCode.Internal, "a stored record cannot be used");

    /// <summary>PostgreSQL's text cannot hold U+0000: refused here, so that both databases answer alike.</summary>
    private static void RefuseNul(CatalogEntry? index)
    {
        if (index is not null && (index.Name.Contains('\0', StringComparison.Ordinal) || index.Description.Contains('\0', StringComparison.Ordinal)))
        {
            throw new KmsException(KmsErrorCode.InvalidArgument, "a name or description must not contain U+0000");
        }
    }
}
