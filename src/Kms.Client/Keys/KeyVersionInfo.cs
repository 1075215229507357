using System.Text.Json.Serialization;
using Kms.Client.Wire;

namespace Kms.Client.Keys;

/// <summary>One version of a key.</summary>
public sealed record KeyVersionInfo
{
    /// <summary>Its identifier; a decimal number on our service, never reused.</summary>
    [JsonPropertyName("keyVersion")]
    public required string Version { get; init; }

    /// <summary>Its own state, not the key's.</summary>
    [JsonPropertyName("keyStatus"), JsonConverter(typeof(KeyStateConverter))]
    public required KeyState State { get; init; }

    /// <summary>When it was made, in seconds.</summary>
    [JsonPropertyName("createTime")]
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it will be destroyed; null unless its own deletion is planned.</summary>
    [JsonPropertyName("deleteTime"), JsonConverter(typeof(InstantConverter))]
    public DateTimeOffset? DeleteAt { get; init; }
}
