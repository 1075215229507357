using System.Text.Json;
using System.Text.Json.Serialization;
using Kms.Grains.Abstractions.Secrets;
using Kms.Grains.Domain.Secrets;
using Kms.Grains.Storage;

namespace Kms.Grains.Secrets;

/// <summary>The persisted shape of a <see cref="SecretHead"/>. Instants are microseconds since 1970 (UTC).</summary>
internal sealed record SecretDocument
{
    /// <summary>How it is written: schema 1.</summary>
    public static DocumentType<SecretDocument> Type { get; } = new(1, SecretJson.Default.SecretDocument);

    /// <summary>Name.</summary>
    public required string Name { get; init; }

    /// <summary>Description.</summary>
    public required string Description { get; init; }

    /// <summary><see cref="SecretState"/> as a number.</summary>
    public required int State { get; init; }

    /// <summary>Creation.</summary>
    public required long CreatedUs { get; init; }

    /// <summary>The number of the next version.</summary>
    public required uint NextVersion { get; init; }

    /// <summary>The versions that exist, ascending and disjoint.</summary>
    public required StoredNumberRun[] Versions { get; init; }

    /// <summary>Versions whose value may still be stored though they are gone, ascending and disjoint.</summary>
    public required StoredNumberRun[] Unerased { get; init; }

    /// <summary>Members that a newer version has written.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }

    /// <summary>The stored shape of a secret.</summary>
    /// <param name="unknown">The unknown members it was read with.</param>
    public static SecretDocument From(Secret secret, Dictionary<string, JsonElement>? unknown) => new()
    {
        Name = secret.Name,
        Description = secret.Description,
        State = (int)secret.State,
        CreatedUs = Instants.ToMicroseconds(secret.CreatedAt),
        NextVersion = secret.NextVersion.Value,
        Versions = StoredNumberRun.FromSet(secret.Versions),
        Unerased = StoredNumberRun.FromSet(secret.Unerased),
        Unknown = unknown,
    };

    /// <summary>The secret that was read.</summary>
    public Secret ToSecret() => new(
        Name,
        Description,
        (SecretState)State,
        Instants.FromMicroseconds(CreatedUs),
        new SecretVersionNumber(NextVersion),
        StoredNumberRun.ToSet(Versions))
    {
        Unerased = StoredNumberRun.ToSet(Unerased),
    };

    /// <summary>The name of the type: documents are never printed.</summary>
    public override string ToString() => nameof(SecretDocument);
}
