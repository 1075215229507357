using System.Collections.Immutable;

namespace Kms.Grains.Abstractions.Keys;

/// <summary>
/// Pairs that are authenticated together with encrypted data: decryption succeeds only with the same pairs, in any
/// order. They are not secret and not stored. At most 16 pairs, each name and value at most 256 UTF-8 bytes.
/// </summary>
[GenerateSerializer, Immutable, Alias("kms.EncryptionContext")]
public sealed record EncryptionContext
{
    /// <summary>No pairs: what the REST API always uses.</summary>
    public static EncryptionContext Empty { get; } = new();

    /// <summary>The pairs by name (ordinal).</summary>
    [Id(0)]
    public ImmutableSortedDictionary<string, string> Pairs { get; init; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);
}
