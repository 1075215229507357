using System.Security.Cryptography;
using CsCheck;
using Kms.Silo.Hsm.Software;
using Org.BouncyCastle.Crypto.Engines;
using Org.BouncyCastle.Crypto.Parameters;

namespace Kms.Silo.Tests.Hsm.Software;

public sealed class AesKwpTests
{
    /// <summary>RFC 5649, section 6.</summary>
    [Theory]
    [InlineData("c37b7e6492584340bed12207808941155068f738", "138bdeaa9b8fa7fc61f97742e72248ee5ae6ae5360d1ae6a5f54f373fa543b6a")]
    [InlineData("466f7250617369", "afbeb0f07dfbf5419200f2ccb50bb24f")]
    public void Wrap_PublishedVector_IsItsBlob(string material, string blob)
    {
        using var kek = Kek(Convert.FromHexString("5840df6e29b02af1ab493b705bf16ea1ae8338f4dcc176a8"));

        Assert.Equal(blob, Convert.ToHexStringLower(AesKwp.Wrap(kek, Convert.FromHexString(material))));
        using var unwrapped = AesKwp.TryUnwrap(kek, Convert.FromHexString(blob));
        Assert.Equal(material, Convert.ToHexStringLower(unwrapped!.ExposeSpan()));
    }

    [Fact]
    public void Wrap_AnyMaterial_IsWhatAnotherImplementationMakes() =>
        Gen.Select(Gen.Byte.Array[32], Gen.Byte.Array[1, 1300]).Sample(
            (key, material) =>
            {
                using var kek = Kek(key);
                var other = new Rfc5649WrapEngine(new AesEngine());
                other.Init(forWrapping: true, new KeyParameter(key));

                var blob = AesKwp.Wrap(kek, material);

                using var unwrapped = AesKwp.TryUnwrap(kek, blob);
                return blob.AsSpan().SequenceEqual(other.Wrap(material, 0, material.Length)) && unwrapped!.ExposeSpan().SequenceEqual(material);
            },
            iter: 200);

    [Fact]
    public void TryUnwrap_AnyByteAltered_IsNull()
    {
        using var kek = Kek(new byte[32]);
        var blob = AesKwp.Wrap(kek, RandomNumberGenerator.GetBytes(32));
        for (var i = 0; i < blob.Length; i++)
        {
            var altered = blob.ToArray();
            altered[i] ^= 1;
            Assert.Null(AesKwp.TryUnwrap(kek, altered));
        }
    }

    [Fact]
    public void TryUnwrap_AnyOtherLength_IsNull()
    {
        using var kek = Kek(new byte[32]);
        var blob = AesKwp.Wrap(kek, RandomNumberGenerator.GetBytes(32));

        for (var length = 0; length < blob.Length; length++)
            Assert.Null(AesKwp.TryUnwrap(kek, blob.AsSpan(0, length)));
        Assert.Null(AesKwp.TryUnwrap(kek, [.. blob, .. new byte[8]]));
    }

    [Fact]
    public void TryUnwrap_UnderAnotherKey_IsNull()
    {
        using var kek = Kek(new byte[32]);
        using var other = Kek([1, .. new byte[31]]);

        Assert.Null(AesKwp.TryUnwrap(other, AesKwp.Wrap(kek, new byte[32])));
    }

    private static Aes Kek(byte[] key)
    {
        var aes = Aes.Create();
        aes.SetKey(key);
        return aes;
    }
}
