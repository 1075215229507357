using System.Text.Json;
using Kms.Grains.Abstractions.Secrets;
using Kms.Grains.Domain.Secrets;

namespace Kms.Grains.Secrets;

/// <summary>A version of a secret as its own record holds it. Immutable.</summary>
internal sealed record SecretItem
{
    /// <summary>What the rules decide from.</summary>
    public required SecretVersion Version { get; init; }

    /// <summary>Its key and value; null in a tombstone.</summary>
    public SealedValue? Sealed { get; init; }

    /// <summary>Revision of the record; 0 when it was never written.</summary>
    public long Revision { get; init; }

    /// <summary>Members of the wrapped key that a newer version has written.</summary>
    public Dictionary<string, JsonElement>? UnknownInKey { get; init; }

    /// <summary>Members of the document that a newer version has written.</summary>
    public Dictionary<string, JsonElement>? UnknownInDocument { get; init; }

    /// <summary>Members of the record that a newer version has written.</summary>
    public Dictionary<string, JsonElement>? UnknownInRecord { get; init; }

    /// <summary>What is left of it when it is erased: no key, no value, and nothing that this version does not know.</summary>
    public SecretItem Erased() => new()
    {
        Version = Version with { State = SecretState.Deleted },
        Revision = Revision,
    };

    /// <summary>The name of the type: what it carries is never printed.</summary>
    public override string ToString() => nameof(SecretItem);
}
