using System.Collections.Immutable;
using System.Text.Json;
using Kms.Grains.Abstractions.Keys;
using Kms.Grains.Domain.Keys;

namespace Kms.Grains.Keys;

/// <summary>What the head record of a key holds. Immutable: a new one takes its place once it has been written.</summary>
internal sealed record KeyHead
{
    /// <summary>What the rules decide from.</summary>
    public required Key Key { get; init; }

    /// <summary>Where the material is used.</summary>
    public required Protection Protection { get; init; }

    /// <summary>The newest versions, ascending without gaps up to the primary; see <see cref="KeyPages"/>. A destroyed key has none.</summary>
    public required ImmutableArray<KeyVersion> Versions { get; init; }

    /// <summary>Revision of the record; 0 when it was never written.</summary>
    public long Revision { get; init; }

    /// <summary>Members of the document that a newer version has written.</summary>
    public Dictionary<string, JsonElement>? UnknownInDocument { get; init; }

    /// <summary>Members of the record that a newer version has written.</summary>
    public Dictionary<string, JsonElement>? UnknownInRecord { get; init; }

    /// <summary>A version that the head holds, or null.</summary>
    public KeyVersion? Find(uint number) =>
        Versions.Length > 0 && number >= Versions[0].Number && number - Versions[0].Number < (uint)Versions.Length
            ? Versions[(int)(number - Versions[0].Number)]
            : null;

    /// <summary>
    /// The head after a transition of the key: the material of what is destroyed now is not in it any more.
    /// </summary>
    public KeyHead With(Key key) => this with
    {
        Key = key,
        Versions = key.State == KeyState.Destroyed ? [] : Erase(key),
    };

    /// <summary>With one version more. The versions that have moved to a page are left out.</summary>
    public KeyHead With(Key rotated, KeyVersion added)
    {
        var after = With(rotated);
        var oldest = KeyPages.OldestInHead(rotated.Primary);
        return after with { Versions = [.. after.Versions.Where(version => version.Number >= oldest), added] };
    }

    /// <summary>The revision: documents are never printed.</summary>
    public override string ToString() => $"{nameof(KeyHead)} revision {Revision}";

    private ImmutableArray<KeyVersion> Erase(Key key)
    {
        if (key.Exceptions == Key.Exceptions)
        {
            return Versions;
        }

        var destroyed = key.Exceptions.Destroyed;
        return [.. Versions.Select(version => destroyed.Contains(version.Number) ? version with { Material = null } : version)];
    }
}
