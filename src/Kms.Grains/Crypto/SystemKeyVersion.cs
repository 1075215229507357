using Kms.Grains.Hsm;

namespace Kms.Grains.Crypto;

/// <summary>An AES-256 version of a system key, as <see cref="IHsm"/> wants it.</summary>
/// <param name="Binding">Whose key it is.</param>
/// <param name="Key">The wrapped key.</param>
internal sealed record SystemKeyVersion(KeyBinding Binding, WrappedKey Key)
{
    /// <summary>The number.</summary>
    public uint Number => Binding.Version;
}
