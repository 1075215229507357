using System.Text.Json;
using System.Text.Json.Serialization;
using Kms.Grains.Abstractions.Secrets;
using Kms.Grains.Crypto;
using Kms.Grains.Domain.Secrets;
using Kms.Grains.Storage;

namespace Kms.Grains.Secrets;

/// <summary>The persisted shape of a <see cref="SecretItem"/>. Instants are microseconds since 1970 (UTC).</summary>
internal sealed record SecretVersionDocument
{
    /// <summary>How it is written: schema 1.</summary>
    public static DocumentType<SecretVersionDocument> Type { get; } = new(1, SecretJson.Default.SecretVersionDocument);

    /// <summary><see cref="SecretState"/> as a number.</summary>
    public required int State { get; init; }

    /// <summary>Creation.</summary>
    public required long CreatedUs { get; init; }

    /// <summary>Start, inclusive.</summary>
    public required long StartUs { get; init; }

    /// <summary>Expiry, exclusive; absent when it never expires.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? ExpireUs { get; init; }

    /// <summary>The version's own key; absent in a tombstone.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public StoredWrappedKey? Key { get; init; }

    /// <summary>iv(12) | ciphertext | tag(16) under that key; absent in a tombstone.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public byte[]? Value { get; init; }

    /// <summary>Members that a newer version has written.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }

    /// <summary>The stored shape of a version.</summary>
    public static SecretVersionDocument From(SecretItem item) => new()
    {
        State = (int)item.Version.State,
        CreatedUs = Instants.ToMicroseconds(item.Version.CreatedAt),
        StartUs = Instants.ToMicroseconds(item.Version.StartAt),
        ExpireUs = Instants.ToMicroseconds(item.Version.ExpireAt),
        Key = item.Sealed is { } value ? StoredWrappedKey.From(value.Key, item.UnknownInKey) : null,
        Value = item.Sealed?.Value,
        Unknown = item.UnknownInDocument,
    };

    /// <summary>The version that was read.</summary>
    /// <param name="number">Its number, from the record's identity.</param>
    public static SecretItem ToItem(SecretVersionNumber number, StoredDocument<SecretVersionDocument> stored) => new()
    {
        Version = stored.Document.ToVersion(number),
        Sealed = stored.Document is { Key: { } key, Value: { } value } ? new SealedValue(key.ToWrappedKey(), value) : null,
        Revision = stored.Revision,
        UnknownInKey = stored.Document.Key?.Unknown,
        UnknownInDocument = stored.Document.Unknown,
        UnknownInRecord = stored.Unknown,
    };

    /// <summary>The name of the type: documents are never printed.</summary>
    public override string ToString() => nameof(SecretVersionDocument);

    private SecretVersion ToVersion(SecretVersionNumber number) => new(
        number,
        (SecretState)State,
        Instants.FromMicroseconds(CreatedUs),
        Instants.FromMicroseconds(StartUs),
        Instants.FromMicroseconds(ExpireUs));
}
