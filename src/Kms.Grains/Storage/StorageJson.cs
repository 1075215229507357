using System.Text.Json;
using System.Text.Json.Serialization;

namespace Kms.Grains.Storage;

/// <summary>JSON of what the storage itself writes. The names are stored and read by SQL: they never change.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(CatalogEntry))]
internal sealed partial class StorageJson : JsonSerializerContext
{
    private static readonly ReadOnlyMemory<byte> s_null = "null"u8.ToArray();

    /// <summary>The text of a record's <c>index</c>.</summary>
    public static ReadOnlyMemory<byte> WriteIndex(CatalogEntry? entry) =>
        entry is null ? s_null : JsonSerializer.SerializeToUtf8Bytes(entry, Default.CatalogEntry);

    /// <summary>Reads a record's <c>index</c>; null for kinds without a listing.</summary>
    public static CatalogEntry? ReadIndex(ReadOnlyMemory<byte> index) =>
        JsonSerializer.Deserialize(index.Span, Default.CatalogEntry);
}
