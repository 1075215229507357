using System.Collections.Immutable;
using System.Globalization;
using Kms.Grains.Storage;

namespace Kms.Grains.Keys;

/// <summary>Keys as records: identities, conversion from and to the documents. Faults as <see cref="Records"/> says.</summary>
internal sealed class KeyRecords(Records records)
{
    /// <summary>Most pages that are read at once.</summary>
    public const int MaxPagesAtOnce = 100;

    /// <summary>Identity of a key's head.</summary>
    public static RecordId Identity(string account, string keyId) => new(RecordKinds.Key, account, keyId);

    /// <summary>Identity of one of its pages.</summary>
    public static RecordId PageIdentity(string account, string keyId, uint page) => new(RecordKinds.KeyPage, account, PageId(keyId, page));

    /// <summary>Reads a head, or null.</summary>
    public async ValueTask<KeyHead?> ReadAsync(RecordId head, CancellationToken cancellationToken) =>
        await records.ReadAsync(head, KeyDocument.Type, cancellationToken) is { } stored ? KeyDocument.ToHead(stored) : null;

    /// <summary>Writes a head over the revision that it has, with its catalogue row.</summary>
    /// <param name="now">Now (UTC): what is due is due at once.</param>
    /// <returns>The head as it is stored now.</returns>
    public async Task<KeyHead> WriteAsync(RecordId id, KeyHead head, DateTimeOffset now)
    {
        var entry = KeyCatalog.EntryOf(id.Id, head, now);
        var revision = await records.WriteAsync(id, head.Revision, entry, KeyDocument.From(head), head.UnknownInRecord, KeyDocument.Type);
        return head with { Revision = revision };
    }

    /// <summary>Reads a page, or null.</summary>
    public async ValueTask<KeyPage?> ReadPageAsync(RecordId page, CancellationToken cancellationToken) =>
        await records.ReadAsync(page, KeyPageDocument.Type, cancellationToken) is { } stored ? KeyPageDocument.ToPage(stored) : null;

    /// <summary>Reads several pages of a key, at most <see cref="MaxPagesAtOnce"/>; missing ones are left out.</summary>
    public async ValueTask<ImmutableDictionary<uint, KeyPage>> ReadPagesAsync(string account, string keyId, IReadOnlyCollection<uint> pages, CancellationToken cancellationToken)
    {
        if (pages.Count == 0)
        {
            return ImmutableDictionary<uint, KeyPage>.Empty;
        }

        var ids = pages.ToDictionary(page => PageId(keyId, page), StringComparer.Ordinal);
        var stored = await records.ReadManyAsync(RecordKinds.KeyPage, account, ids.Keys, KeyPageDocument.Type, cancellationToken);
        return stored.ToImmutableDictionary(document => ids[document.Key], document => KeyPageDocument.ToPage(document.Value));
    }

    /// <summary>Writes a page over the revision that it has.</summary>
    /// <returns>The page as it is stored now.</returns>
    public async Task<KeyPage> WritePageAsync(RecordId id, KeyPage page)
    {
        var revision = await records.WriteAsync(id, page.Revision, index: null, KeyPageDocument.From(page), page.UnknownInRecord, KeyPageDocument.Type);
        return page with { Revision = revision };
    }

    private static string PageId(string keyId, uint page) => string.Create(CultureInfo.InvariantCulture, $"{keyId}/{page}");
}
