using System.Text.Json;
using Kms.Grains.Domain.Secrets;

namespace Kms.Grains.Secrets;

/// <summary>A secret as its head record holds it. Immutable: a new one takes its place once it has been written.</summary>
/// <param name="Secret">What the rules decide from.</param>
/// <param name="Revision">Revision of the record; 0 when it was never written.</param>
internal sealed record SecretHead(Secret Secret, long Revision)
{
    /// <summary>Members of the document that a newer version has written.</summary>
    public Dictionary<string, JsonElement>? UnknownInDocument { get; init; }

    /// <summary>Members of the record that a newer version has written.</summary>
    public Dictionary<string, JsonElement>? UnknownInRecord { get; init; }

    /// <summary>The name of the type: what it carries is never printed.</summary>
    public override string ToString() => nameof(SecretHead);
}
