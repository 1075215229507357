using Kms.Grains.Hsm;

namespace Kms.Grains.Tests.Hsm;

public sealed class WrappedKeyComparerTests
{
    private static readonly WrappedKeyComparer Comparer = WrappedKeyComparer.Instance;

    [Fact]
    public void Equals_CopyOfEveryField_IsTrue()
    {
        var key = HsmSamples.Key;
        var copy = new WrappedKey(key.BindingGeneration, key.KekGeneration, key.Mechanism, new string(key.Profile), [.. key.PublicKey], [.. key.Blob], [.. key.Mac]);

        Assert.True(Comparer.Equals(key, copy));
        Assert.Equal(Comparer.GetHashCode(key), Comparer.GetHashCode(copy));
    }

    [Fact]
    public void Equals_AnyFieldAltered_IsFalse()
    {
        var key = HsmSamples.Key;

        Assert.All<WrappedKey>(
            [
                key with { BindingGeneration = 1 },
                key with { KekGeneration = 1 },
                key with { Mechanism = WrapMechanism.Unknown },
                key with { Profile = "Software" },
                key with { PublicKey = [1, 2, 4] },
                key with { Blob = [4, 5, 6, 8] },
                key with { Mac = [.. new byte[31], 1] },
                key with { Mac = [] },
            ],
            altered => Assert.False(Comparer.Equals(key, altered)));
    }

    [Fact]
    public void GetHashCode_MalformedMac_DoesNotThrow() =>
        Assert.Equal(0, Comparer.GetHashCode(HsmSamples.Key with { Mac = [1, 2, 3] }));
}
