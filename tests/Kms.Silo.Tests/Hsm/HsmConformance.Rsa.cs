using System.Numerics;
using System.Security.Cryptography;
using Kms.Grains.Abstractions.Keys;
using Kms.Grains.Hsm;

namespace Kms.Silo.Tests.Hsm;

public abstract partial class HsmConformance
{
    private const int BlockLength = 256;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4096)]
    public async Task SignRsa_AnyLength_VerifiesWithThePublicKey(int length)
    {
        var (binding, key) = await fixture.RsaAsync();
        var data = RandomNumberGenerator.GetBytes(length);

        var signature = await Hsm.SignRsaAsync(binding, key, data, default);

        Assert.Equal(BlockLength, signature.Length);
        using var rsa = await PublicKeyAsync();
        Assert.True(rsa.VerifyData(data, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        byte[] longer = [.. data, 0];
        Assert.False(rsa.VerifyData(longer, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }

    [Fact]
    public async Task GetPublicKey_RsaKey_IsAWholeSubjectPublicKeyInfo()
    {
        var (binding, key) = await fixture.RsaAsync();

        var publicKey = await Hsm.GetPublicKeyAsync(binding, key, default);

        Assert.Equal(key.PublicKey, publicKey);
        using var rsa = RSA.Create();
        rsa.ImportSubjectPublicKeyInfo(publicKey, out var read);
        Assert.Equal(publicKey.Length, read);
        Assert.Equal(2048, rsa.KeySize);
        Assert.Equal([1, 0, 1], rsa.ExportParameters(includePrivateParameters: false).Exponent);
    }

    [Fact]
    public async Task GetPublicKey_SymmetricKey_IsAMistake()
    {
        var (binding, key) = await NewAesAsync();

        await Assert.ThrowsAsync<ArgumentException>(async () => await Hsm.GetPublicKeyAsync(binding, key, default));
    }

    [Fact]
    public async Task Rsa_UsageOfTheOtherKind_IsAMistake()
    {
        var binding = Binding("signonly12345678", KeySpec.Rsa2048, KeyUsage.SignVerify);
        var key = await Hsm.GenerateAsync(binding, default);

        Assert.Equal(BlockLength, (await Hsm.SignRsaAsync(binding, key, new byte[1], default)).Length);
        await Assert.ThrowsAsync<ArgumentException>(async () => await Hsm.DecryptRsaAsync(binding, key, new byte[BlockLength], new byte[BlockLength], default));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(32)]
    [InlineData(244)]
    [InlineData(245)]
    public async Task DecryptRsa_EncryptedOffline_IsThePlaintext(int length)
    {
        var (binding, key) = await fixture.RsaAsync();
        var plaintext = RandomNumberGenerator.GetBytes(length);
        using var rsa = await PublicKeyAsync();
        var block = rsa.Encrypt(plaintext, RSAEncryptionPadding.Pkcs1);
        var destination = new byte[BlockLength + 10];

        var written = await Hsm.DecryptRsaAsync(binding, key, block, destination, default);

        Assert.Equal(length, written);
        Assert.Equal(plaintext, destination[..written]);
    }

    [Theory]
    [InlineData("no zero at the start")]
    [InlineData("type 1")]
    [InlineData("type 0")]
    [InlineData("no separator")]
    [InlineData("padding of 7")]
    [InlineData("all zero")]
    public async Task DecryptRsa_WrongPadding_IsRefused(string defect)
    {
        var block = new byte[BlockLength];
        Array.Fill(block, (byte)0x55);
        (block[0], block[1], block[20]) = (0, 2, 0);
        Assert.Equal(BlockLength - 21, await DecryptRawAsync(block));

        switch (defect)
        {
            case "no zero at the start": block[0] = 1; break;
            case "type 1": block[1] = 1; break;
            case "type 0": block[1] = 0; break;
            case "no separator": block[20] = 0x55; break;
            case "padding of 7": block[9] = 0; break;
            case "all zero": Array.Clear(block); break;
        }

        Assert.Equal(-1, await DecryptRawAsync(block));
    }

    [Fact]
    public async Task DecryptRsa_RandomBlocksOfWrongPadding_AreAllRefused()
    {
        for (var i = 0; i < 50; i++)
        {
            var block = RandomNumberGenerator.GetBytes(BlockLength);
            (block[0], block[1]) = (0, block[1] == 2 ? (byte)3 : block[1]);
            Assert.Equal(-1, await DecryptRawAsync(block));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(-1)]
    public async Task DecryptRsa_BlockNotSmallerThanTheModulus_IsRefused(int above)
    {
        var (binding, key) = await fixture.RsaAsync();
        using var rsa = await PublicKeyAsync();
        var block = above < 0
            ? [.. Enumerable.Repeat((byte)0xFF, BlockLength)]
            : ToBlock(Number(rsa.ExportParameters(includePrivateParameters: false).Modulus!) + above);

        await AssertRefusedAsync(binding, key, block);
    }

    [Fact]
    public async Task DecryptRsa_ValidBlockPlusTheModulus_IsRefused()
    {
        var (binding, key) = await fixture.RsaAsync();
        using var rsa = await PublicKeyAsync();
        var modulus = Number(rsa.ExportParameters(includePrivateParameters: false).Modulus!);
        byte[]? sum = null;
        while (sum is null)
        {
            var number = Number(rsa.Encrypt(new byte[16], RSAEncryptionPadding.Pkcs1)) + modulus;
            sum = number.GetByteCount(isUnsigned: true) <= BlockLength ? ToBlock(number) : null;
        }

        await AssertRefusedAsync(binding, key, sum);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(255)]
    [InlineData(257)]
    [InlineData(512)]
    public async Task DecryptRsa_BlockOfAnotherLength_IsRefused(int length)
    {
        var (binding, key) = await fixture.RsaAsync();

        await AssertRefusedAsync(binding, key, new byte[length]);
    }

    [Fact]
    public async Task DecryptRsa_ShortDestination_IsAMistake()
    {
        var (binding, key) = await fixture.RsaAsync();

        await Assert.ThrowsAsync<ArgumentException>(async () => await Hsm.DecryptRsaAsync(binding, key, new byte[BlockLength], new byte[BlockLength - 1], default));
    }

    private async Task<RSA> PublicKeyAsync()
    {
        var (_, key) = await fixture.RsaAsync();
        var rsa = RSA.Create();
        rsa.ImportSubjectPublicKeyInfo(key.PublicKey, out _);
        return rsa;
    }

    /// <summary>Decrypts what becomes this padded block.</summary>
    private async Task<int> DecryptRawAsync(byte[] padded)
    {
        var (binding, key) = await fixture.RsaAsync();
        using var rsa = await PublicKeyAsync();
        var publicKey = rsa.ExportParameters(includePrivateParameters: false);
        var block = ToBlock(BigInteger.ModPow(Number(padded), Number(publicKey.Exponent!), Number(publicKey.Modulus!)));
        var destination = RandomNumberGenerator.GetBytes(BlockLength);

        var written = await Hsm.DecryptRsaAsync(binding, key, block, destination, default);

        if (written < 0)
            Assert.All(destination, value => Assert.Equal(0, value));
        return written;
    }

    private async Task AssertRefusedAsync(KeyBinding binding, WrappedKey key, byte[] block)
    {
        var destination = RandomNumberGenerator.GetBytes(BlockLength);
        Assert.Equal(-1, await Hsm.DecryptRsaAsync(binding, key, block, destination, default));
        Assert.All(destination, value => Assert.Equal(0, value));
    }

    private static BigInteger Number(byte[] bytes) => new(bytes, isUnsigned: true, isBigEndian: true);

    private static byte[] ToBlock(BigInteger number)
    {
        var block = new byte[BlockLength];
        var bytes = number.ToByteArray(isUnsigned: true, isBigEndian: true);
        bytes.CopyTo(block, BlockLength - bytes.Length);
        return block;
    }
}
