using System.Text.Json.Serialization;
using Kms.Client.Wire;

namespace Kms.Client.Keys;

/// <summary>A key as the service describes it.</summary>
public sealed record KeyInfo
{
    /// <summary>The identifier the service gave it.</summary>
    public required string KeyId { get; init; }

    /// <summary>Its name; may be empty, need not be unique.</summary>
    [JsonPropertyName("keyName")]
    public string Name { get; init; } = "";

    /// <summary>Its description; may be empty.</summary>
    [JsonPropertyName("keyDesc")]
    public string Description { get; init; } = "";

    /// <summary>Its state.</summary>
    [JsonPropertyName("keyStatus"), JsonConverter(typeof(KeyStateConverter))]
    public required KeyState State { get; init; }

    /// <summary>When it was created, in seconds.</summary>
    [JsonPropertyName("createTime")]
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Days between automatic rotations; 0: none.</summary>
    [JsonPropertyName("rotationCycle")]
    public int RotationCycleDays { get; init; }

    /// <summary>When it will be destroyed; null unless its deletion is planned.</summary>
    [JsonPropertyName("deleteTime"), JsonConverter(typeof(InstantConverter))]
    public DateTimeOffset? DeleteAt { get; init; }

    /// <summary>Its kind; <see cref="KeySpec.Unknown"/> when the service does not say (JD's does not).</summary>
    [JsonPropertyName("keyType"), JsonConverter(typeof(KeySpecConverter))]
    public KeySpec Spec { get; init; }

    /// <summary>Where its material is protected, <c>hsm</c> or <c>software</c>; null when the service does not say.</summary>
    public string? Protection { get; init; }
}
