using System.Text.Json.Serialization;

namespace Kms.Client.Secrets;

/// <summary>A secret and one page of its versions.</summary>
public sealed record SecretDetail : IDisposable
{
    /// <summary>The secret.</summary>
    [JsonPropertyName("secretInfo")]
    public required SecretInfo Secret { get; init; }

    /// <summary>How many versions there are on all pages.</summary>
    [JsonPropertyName("secretVersionCount")]
    public int VersionCount { get; init; }

    /// <summary>The page's versions, newest first; readable ones may carry their data.</summary>
    [JsonPropertyName("secretVersionList")]
    public IReadOnlyList<SecretVersionInfo> Versions { get; init; } = [];

    /// <summary>Zeroes the data of every version.</summary>
    public void Dispose()
    {
        foreach (var version in Versions) version.Dispose();
    }
}
