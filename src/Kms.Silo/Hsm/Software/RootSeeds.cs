using System.Collections.Immutable;
using Kms.Grains.Hsm;

namespace Kms.Silo.Hsm.Software;

/// <summary>What a root file holds. Zeroed as soon as the keys are derived.</summary>
internal sealed class RootSeeds(ImmutableArray<RootSeed> all) : IDisposable
{
    /// <summary>Every root of the file.</summary>
    public ImmutableArray<RootSeed> All { get; } = all;

    /// <summary>The first generation of each root.</summary>
    public static RootSeeds CreateFirst() =>
        new([RootSeed.Create(RootPurpose.KeyEncryption, 1), RootSeed.Create(RootPurpose.Binding, 1)]);

    /// <summary>The root of an object id, or null.</summary>
    public RootSeed? Find(byte[] objectId) => All.FirstOrDefault(seed => seed.ObjectId.AsSpan().SequenceEqual(objectId));

    /// <summary>Zeroes the seeds.</summary>
    public void Dispose()
    {
        foreach (var seed in All)
            seed.Dispose();
    }
}
