using System.Text.Json;
using System.Text.Json.Serialization;
using Kms.Grains.Storage;

namespace Kms.Grains.Crypto;

/// <summary>The persisted shape of a <see cref="SystemKey"/>: kind <c>key</c>, account <c>system</c>, no catalogue row.</summary>
internal sealed record SystemKeyDocument
{
    /// <summary>How it is written: schema 1.</summary>
    public static DocumentType<SystemKeyDocument> Type { get; } = new(1, SystemKeyJson.Default.SystemKeyDocument);

    /// <summary>All versions, ascending from 1. The last one is used for what is new.</summary>
    public required List<StoredSystemKeyVersion> Versions { get; init; }

    /// <summary>Members that a newer version has written.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>One version of a system key: wrapped by the HSM, or sealed under another system key.</summary>
internal sealed record StoredSystemKeyVersion
{
    /// <summary>The number.</summary>
    public required uint Number { get; init; }

    /// <summary>Instant of creation in microseconds since 1970 (UTC).</summary>
    public required long CreatedUs { get; init; }

    /// <summary>The wrapped AES key of <c>sealing</c> and <c>export</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public StoredWrappedKey? Wrapped { get; init; }

    /// <summary>The <see cref="SealedMaterial"/> of <c>token</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public byte[]? Sealed { get; init; }

    /// <summary>Members that a newer version has written.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }

    /// <summary>The name of the type: what it carries is never printed.</summary>
    public override string ToString() => nameof(StoredSystemKeyVersion);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(SystemKeyDocument))]
internal sealed partial class SystemKeyJson : JsonSerializerContext;
