using Kms.Grains.Crypto;
using Kms.Grains.Hsm;

namespace Kms.Silo.Hsm.Software;

/// <summary>One root as the root file holds it.</summary>
/// <param name="Purpose">What the root is for.</param>
/// <param name="Generation">1, 2, 3 … per purpose.</param>
/// <param name="ObjectId">16 random bytes, by which <c>kms_root</c> names it.</param>
/// <param name="Seed">32 random bytes from which the key is derived; see <see cref="RootDerivation"/>.</param>
internal sealed record RootSeed(RootPurpose Purpose, int Generation, byte[] ObjectId, SecretBytes Seed) : IDisposable
{
    /// <summary>Bytes of a seed.</summary>
    public const int SeedLength = 32;

    /// <summary>A new root.</summary>
    public static RootSeed Create(RootPurpose purpose, int generation) =>
        new(purpose, generation, RootCheck.NewObjectId(), SecretBytes.Random(SeedLength));

    /// <summary>Zeroes the seed.</summary>
    public void Dispose() => Seed.Dispose();

    /// <summary>Purpose and generation: the seed is never printed.</summary>
    public override string ToString() => RootStart.Name(Purpose, Generation);
}
