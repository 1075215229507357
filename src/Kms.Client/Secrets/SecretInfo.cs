using System.Text.Json.Serialization;
using Kms.Client.Wire;

namespace Kms.Client.Secrets;

/// <summary>A secret as the service describes it, without what it holds.</summary>
public sealed record SecretInfo
{
    /// <summary>The identifier the service gave it.</summary>
    public required string SecretId { get; init; }

    /// <summary>Its name; may be empty, need not be unique.</summary>
    [JsonPropertyName("secretName")]
    public string Name { get; init; } = "";

    /// <summary>Its description; may be empty.</summary>
    [JsonPropertyName("secretDesc")]
    public string Description { get; init; } = "";

    /// <summary>Its state.</summary>
    [JsonPropertyName("secretStatus"), JsonConverter(typeof(SecretStateConverter))]
    public required SecretState State { get; init; }

    /// <summary>When it was created, in seconds.</summary>
    [JsonPropertyName("createTime")]
    public required DateTimeOffset CreatedAt { get; init; }
}
