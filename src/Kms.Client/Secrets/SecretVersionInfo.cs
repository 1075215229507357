using System.Security.Cryptography;
using System.Text.Json.Serialization;
using Kms.Client.Wire;

namespace Kms.Client.Secrets;

/// <summary>One version of a secret. Dispose it, and its data are zeroed.</summary>
public sealed record SecretVersionInfo : IDisposable
{
    /// <summary>Its identifier; a decimal number on our service, never reused.</summary>
    [JsonPropertyName("secretVersion")]
    public required string Version { get; init; }

    /// <summary>Its own state, not the secret's.</summary>
    [JsonPropertyName("secretStatus"), JsonConverter(typeof(SecretStateConverter))]
    public required SecretState State { get; init; }

    /// <summary>From when on it is readable; null when the service does not say.</summary>
    [JsonPropertyName("startTime"), JsonConverter(typeof(InstantConverter))]
    public DateTimeOffset? StartsAt { get; init; }

    /// <summary>From when on it is no longer readable; null: never.</summary>
    [JsonPropertyName("expireTime"), JsonConverter(typeof(InstantConverter))]
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The content in UTF-8; null in a list where it is not readable or withheld.</summary>
    [JsonPropertyName("secretData"), JsonConverter(typeof(Utf8TextConverter))]
    public byte[]? Data { get; init; }

    /// <summary>Zeroes <see cref="Data"/>.</summary>
    public void Dispose() => CryptographicOperations.ZeroMemory(Data);

    /// <summary>The version's identifier: what it carries is never printed.</summary>
    public override string ToString() => $"{nameof(SecretVersionInfo)} {Version}";
}
