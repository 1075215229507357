using System.Security.Cryptography;
using Kms.Grains.Crypto;
using Kms.Grains.Hsm;
using Kms.Silo.Hsm.Software;

namespace Kms.Silo.Tests.Hsm.Software;

public sealed class RootDerivationTests
{
    [Fact]
    public void Derive_KnownSeed_IsHkdfWrittenOut()
    {
        using var root = Root(RootPurpose.Binding, 3, objectId: 7, seed: 9);
        var objectId = new byte[16];
        Array.Fill(objectId, (byte)7);
        byte[] info =
        [
            .. "kms/software-root/1\0"u8,
            0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0, 2,
            0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0, 3,
            0, 0, 0, 16, .. objectId,
        ];
        // RFC 5869: extract with a salt of zeroes, expand by one block.
        var pseudorandom = HMACSHA256.HashData(new byte[32], root.Seed.ExposeSpan().ToArray());
        byte[] block = [.. info, 1];
        var expected = HMACSHA256.HashData(pseudorandom, block);

        using var key = RootDerivation.Derive(root);

        Assert.Equal(expected, key.ExposeSpan().ToArray());
    }

    [Fact]
    public void Derive_SameSeedForAnotherRoot_IsAnotherKey()
    {
        var keys = new HashSet<string>();
        foreach (var purpose in new[] { RootPurpose.KeyEncryption, RootPurpose.Binding })
        foreach (var generation in new[] { 1, 2, 256 })
        foreach (var objectId in new byte[] { 1, 2 })
        {
            using var root = Root(purpose, generation, objectId, seed: 9);
            using var key = RootDerivation.Derive(root);
            Assert.True(keys.Add(Convert.ToHexString(key.ExposeSpan())));
            Assert.False(root.Seed.ExposeSpan().SequenceEqual(key.ExposeSpan()));
        }
    }

    [Fact]
    public void ToString_Root_ShowsNoSeed()
    {
        using var root = Root(RootPurpose.Binding, 3, objectId: 7, seed: 9);

        Assert.Equal("binding key generation 3", root.ToString());
    }

    private static RootSeed Root(RootPurpose purpose, int generation, byte objectId, byte seed)
    {
        var bytes = new SecretBytes(RootSeed.SeedLength);
        bytes.ExposeSpan().Fill(seed);
        var id = new byte[RootCheck.ObjectIdLength];
        Array.Fill(id, objectId);
        return new RootSeed(purpose, generation, id, bytes);
    }
}
