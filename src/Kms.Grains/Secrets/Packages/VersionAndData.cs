using Kms.Grains.Domain.Secrets;

namespace Kms.Grains.Secrets.Packages;

/// <summary>A version and its value in the clear.</summary>
/// <param name="Version">The version.</param>
/// <param name="Data">The value, its owner's to zero.</param>
internal sealed record VersionAndData(SecretVersion Version, byte[] Data)
{
    /// <summary>The name of the type: what it carries is never printed.</summary>
    public override string ToString() => nameof(VersionAndData);
}
