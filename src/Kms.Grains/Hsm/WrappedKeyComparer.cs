using System.Buffers.Binary;

namespace Kms.Grains.Hsm;

/// <summary>
/// Equality of all that a wrapped key holds, for caches of opened keys: a key with any byte altered is another key,
/// so it misses the cache and its MAC is checked.
/// </summary>
/// <remarks>
/// A cache must compare the <see cref="KeyBinding"/> too, which is not part of the wrapped key. Only keys whose MAC
/// was verified are kept, so the MAC's first bytes are a hash that nobody without the binding key can steer.
/// </remarks>
internal sealed class WrappedKeyComparer : IEqualityComparer<WrappedKey>
{
    /// <summary>The comparer.</summary>
    public static readonly WrappedKeyComparer Instance = new();

    private WrappedKeyComparer()
    {
    }

    /// <inheritdoc />
    public bool Equals(WrappedKey? x, WrappedKey? y) =>
        ReferenceEquals(x, y)
        || (x is not null && y is not null
            && x.BindingGeneration == y.BindingGeneration
            && x.KekGeneration == y.KekGeneration
            && x.Mechanism == y.Mechanism
            && string.Equals(x.Profile, y.Profile, StringComparison.Ordinal)
            && x.Mac.AsSpan().SequenceEqual(y.Mac)
            && x.Blob.AsSpan().SequenceEqual(y.Blob)
            && x.PublicKey.AsSpan().SequenceEqual(y.PublicKey));

    /// <inheritdoc />
    public int GetHashCode(WrappedKey key) =>
        key.Mac.Length >= sizeof(int) ? BinaryPrimitives.ReadInt32LittleEndian(key.Mac) : 0;
}
