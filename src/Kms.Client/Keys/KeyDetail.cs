using System.Text.Json.Serialization;
using Kms.Client.Wire;

namespace Kms.Client.Keys;

/// <summary>A key and one page of its versions.</summary>
public sealed record KeyDetail
{
    /// <summary>The identifier the service gave it.</summary>
    public required string KeyId { get; init; }

    /// <summary>Its name; may be empty.</summary>
    [JsonPropertyName("keyName")]
    public string Name { get; init; } = "";

    /// <summary>Days between automatic rotations; 0: none.</summary>
    [JsonPropertyName("rotationCycle")]
    public int RotationCycleDays { get; init; }

    /// <summary>Its kind; <see cref="KeySpec.Unknown"/> when the service does not say.</summary>
    [JsonPropertyName("keyType"), JsonConverter(typeof(KeySpecConverter))]
    public KeySpec Spec { get; init; }

    /// <summary>Where its material is protected, <c>hsm</c> or <c>software</c>; null when the service does not say.</summary>
    public string? Protection { get; init; }

    /// <summary>How many versions there are on all pages, destroyed ones not counted.</summary>
    [JsonPropertyName("keyVersionCount")]
    public int VersionCount { get; init; }

    /// <summary>The page's versions, newest first.</summary>
    [JsonPropertyName("keyVersionList")]
    public IReadOnlyList<KeyVersionInfo> Versions { get; init; } = [];
}
