using System.Text.Json;

namespace Kms.Grains.Storage;

/// <summary>
/// The stored form of every record: <c>{schema, kind, account, id, revision, macGeneration, mac, index, doc}</c>.
/// <see cref="Index"/> and <see cref="Doc"/> are the raw text as written, because the MAC covers exactly that.
/// </summary>
internal sealed record StoredRecord
{
    /// <summary>Shape of the document; a silo that meets a higher one than it knows refuses instead of writing.</summary>
    public required int Schema { get; init; }

    /// <summary>Whose record it is.</summary>
    public required RecordId Id { get; init; }

    /// <summary>1 for the first write, then one more with each; the ETag.</summary>
    public required long Revision { get; init; }

    /// <summary>Generation of the binding key that made <see cref="Mac"/>.</summary>
    public required int MacGeneration { get; init; }

    /// <summary>HMAC-SHA-256 under the binding key, 32 bytes.</summary>
    public required byte[] Mac { get; init; }

    /// <summary>JSON text of the <see cref="CatalogEntry"/>, or <c>null</c> for kinds without a listing.</summary>
    public required ReadOnlyMemory<byte> Index { get; init; }

    /// <summary>JSON text of the document.</summary>
    public required ReadOnlyMemory<byte> Doc { get; init; }

    /// <summary>Members of the envelope that this version does not know; kept when it is written again.</summary>
    public Dictionary<string, JsonElement>? Unknown { get; set; }

    /// <summary>The identity and revision: documents are never printed.</summary>
    public override string ToString() => $"{Id.Kind} {Id.Account}/{Id.Id} revision {Revision}";
}
