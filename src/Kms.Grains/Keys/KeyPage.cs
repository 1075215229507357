using System.Collections.Immutable;
using System.Text.Json;
using Kms.Grains.Domain;

namespace Kms.Grains.Keys;

/// <summary>Sixteen older versions of a key. Immutable; the record loses material to destruction and never gains any.</summary>
internal sealed record KeyPage
{
    /// <summary>The versions, ascending without gaps.</summary>
    public required ImmutableArray<KeyVersion> Versions { get; init; }

    /// <summary>Revision of the record; 0 when it was never written.</summary>
    public long Revision { get; init; }

    /// <summary>Members of the document that a newer version has written.</summary>
    public Dictionary<string, JsonElement>? UnknownInDocument { get; init; }

    /// <summary>Members of the record that a newer version has written.</summary>
    public Dictionary<string, JsonElement>? UnknownInRecord { get; init; }

    /// <summary>A version that the page holds, or null.</summary>
    public KeyVersion? Find(uint number) =>
        Versions.Length > 0 && number >= Versions[0].Number && number - Versions[0].Number < (uint)Versions.Length
            ? Versions[(int)(number - Versions[0].Number)]
            : null;

    /// <summary>Without the material of some versions; the same page when it has none of it.</summary>
    public KeyPage Erase(NumberSet versions) =>
        Versions.Any(version => version.Material is not null && versions.Contains(version.Number))
            ? this with { Versions = [.. Versions.Select(version => versions.Contains(version.Number) ? version with { Material = null } : version)] }
            : this;

    /// <summary>
    /// The page to write over one that is stored already, because a rotation failed after it: material that was
    /// erased there stays erased, whoever still remembers it.
    /// </summary>
    public KeyPage Over(KeyPage stored) => stored with
    {
        Versions = [.. Versions.Select(version => stored.Find(version.Number) is { Material: null } ? version with { Material = null } : version)],
    };

    /// <summary>The revision: documents are never printed.</summary>
    public override string ToString() => $"{nameof(KeyPage)} revision {Revision}";
}
