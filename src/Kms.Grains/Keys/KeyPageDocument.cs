using System.Text.Json;
using System.Text.Json.Serialization;
using Kms.Grains.Storage;

namespace Kms.Grains.Keys;

/// <summary>The persisted shape of a <see cref="KeyPage"/>.</summary>
internal sealed record KeyPageDocument
{
    /// <summary>How it is written: schema 1.</summary>
    public static DocumentType<KeyPageDocument> Type { get; } = new(1, KeyJson.Default.KeyPageDocument);

    /// <summary>The versions, ascending.</summary>
    public required StoredKeyVersion[] Versions { get; init; }

    /// <summary>Members that a newer version has written.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }

    /// <summary>The stored shape of a page.</summary>
    public static KeyPageDocument From(KeyPage page) => new()
    {
        Versions = [.. page.Versions.Select(StoredKeyVersion.From)],
        Unknown = page.UnknownInDocument,
    };

    /// <summary>The page that was read.</summary>
    public static KeyPage ToPage(StoredDocument<KeyPageDocument> stored) => new()
    {
        Versions = [.. stored.Document.Versions.Select(version => version.ToVersion())],
        Revision = stored.Revision,
        UnknownInDocument = stored.Document.Unknown,
        UnknownInRecord = stored.Unknown,
    };

    /// <summary>The name of the type: documents are never printed.</summary>
    public override string ToString() => nameof(KeyPageDocument);
}
