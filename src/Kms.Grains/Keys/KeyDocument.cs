using System.Text.Json;
using System.Text.Json.Serialization;
using Kms.Grains.Abstractions.Keys;
using Kms.Grains.Domain;
using Kms.Grains.Domain.Keys;
using Kms.Grains.Storage;

namespace Kms.Grains.Keys;

/// <summary>The persisted shape of a <see cref="KeyHead"/>. Instants are microseconds since 1970 (UTC).</summary>
internal sealed record KeyDocument
{
    /// <summary>How it is written: schema 1.</summary>
    public static DocumentType<KeyDocument> Type { get; } = new(1, KeyJson.Default.KeyDocument);

    /// <summary>Name.</summary>
    public required string Name { get; init; }

    /// <summary>Description.</summary>
    public required string Description { get; init; }

    /// <summary><see cref="KeySpec"/> as a number.</summary>
    public required int Spec { get; init; }

    /// <summary><see cref="KeyState"/> as a number.</summary>
    public required int State { get; init; }

    /// <summary><see cref="Abstractions.Keys.Protection"/> as a number.</summary>
    public required int Protection { get; init; }

    /// <summary>Creation.</summary>
    public required long CreatedUs { get; init; }

    /// <summary>Destruction; absent when none is scheduled.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? DeleteUs { get; init; }

    /// <summary>Days between automatic rotations; 0 is never.</summary>
    public required int RotationDays { get; init; }

    /// <summary>The next automatic rotation; absent when there is none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? RotateUs { get; init; }

    /// <summary>The version with the highest number.</summary>
    public required uint Primary { get; init; }

    /// <summary>Versions that are not simply enabled, ascending and disjoint.</summary>
    public required StoredVersionRun[] Exceptions { get; init; }

    /// <summary>Destroyed versions whose material may still stand in a page, ascending and disjoint.</summary>
    public required StoredNumberRun[] Unerased { get; init; }

    /// <summary>The versions that the head holds, ascending.</summary>
    public required StoredKeyVersion[] Versions { get; init; }

    /// <summary>Members that a newer version has written.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }

    /// <summary>The stored shape of a head.</summary>
    public static KeyDocument From(KeyHead head) => new()
    {
        Name = head.Key.Name,
        Description = head.Key.Description,
        Spec = (int)head.Key.Spec,
        State = (int)head.Key.State,
        Protection = (int)head.Protection,
        CreatedUs = Instants.ToMicroseconds(head.Key.CreatedAt),
        DeleteUs = Instants.ToMicroseconds(head.Key.DeleteAt),
        RotationDays = head.Key.RotationDays,
        RotateUs = Instants.ToMicroseconds(head.Key.RotateAt),
        Primary = head.Key.Primary.Value,
        Exceptions = [.. head.Key.Exceptions.Runs.Select(StoredVersionRun.FromRun)],
        Unerased = StoredNumberRun.FromSet(head.Key.Unerased),
        Versions = [.. head.Versions.Select(StoredKeyVersion.From)],
        Unknown = head.UnknownInDocument,
    };

    /// <summary>The head that was read.</summary>
    public static KeyHead ToHead(StoredDocument<KeyDocument> stored) => new()
    {
        Key = stored.Document.ToKey(),
        Protection = (Protection)stored.Document.Protection,
        Versions = [.. stored.Document.Versions.Select(version => version.ToVersion())],
        Revision = stored.Revision,
        UnknownInDocument = stored.Document.Unknown,
        UnknownInRecord = stored.Unknown,
    };

    /// <summary>The name of the type: documents are never printed.</summary>
    public override string ToString() => nameof(KeyDocument);

    private Key ToKey() => new()
    {
        Name = Name,
        Description = Description,
        Spec = (KeySpec)Spec,
        State = (KeyState)State,
        CreatedAt = Instants.FromMicroseconds(CreatedUs),
        DeleteAt = Instants.FromMicroseconds(DeleteUs),
        RotationDays = RotationDays,
        RotateAt = Instants.FromMicroseconds(RotateUs),
        Primary = new KeyVersionNumber(Primary),
        Exceptions = new VersionExceptions([.. Exceptions.Select(run => run.ToRun())]),
        Unerased = StoredNumberRun.ToSet(Unerased),
    };
}
