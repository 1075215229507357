using System.Text.Json;
using System.Text.Json.Serialization;
using Kms.Grains.Crypto;
using Kms.Grains.Storage;

namespace Kms.Grains.Keys;

/// <summary>The persisted shape of a <see cref="KeyVersion"/>, in the head and in pages alike.</summary>
internal sealed record StoredKeyVersion
{
    /// <summary>The number.</summary>
    public required uint Number { get; init; }

    /// <summary>Instant of creation in microseconds since 1970 (UTC).</summary>
    public required long CreatedUs { get; init; }

    /// <summary>The version tag.</summary>
    public required uint Tag { get; init; }

    /// <summary>The wrapped key; absent when destroyed, or when the material is sealed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public StoredWrappedKey? Wrapped { get; init; }

    /// <summary>The sealed material; absent when destroyed, or when it is a wrapped key.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public byte[]? Sealed { get; init; }

    /// <summary>Members that a newer version has written.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }

    /// <summary>The stored shape of a version.</summary>
    public static StoredKeyVersion From(KeyVersion version) => new()
    {
        Number = version.Number,
        CreatedUs = Instants.ToMicroseconds(version.CreatedAt),
        Tag = version.Tag,
        Wrapped = version.Material is { Wrapped: { } wrapped, Unknown: var unknown } ? StoredWrappedKey.From(wrapped, unknown) : null,
        Sealed = version.Material?.Sealed,
        Unknown = version.Unknown,
    };

    /// <summary>The version.</summary>
    public KeyVersion ToVersion() => new()
    {
        Number = Number,
        CreatedAt = Instants.FromMicroseconds(CreatedUs),
        Tag = Tag,
        Material = Wrapped is not null ? KeyMaterial.Of(Wrapped.ToWrappedKey(), Wrapped.Unknown) : Sealed is not null ? KeyMaterial.Of(Sealed) : null,
        Unknown = Unknown,
    };

    /// <summary>The name of the type: documents are never printed.</summary>
    public override string ToString() => nameof(StoredKeyVersion);
}
