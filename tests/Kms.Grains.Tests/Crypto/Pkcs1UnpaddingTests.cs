using System.Security.Cryptography;
using CsCheck;
using Kms.Grains.Crypto;

namespace Kms.Grains.Tests.Crypto;

public sealed class Pkcs1UnpaddingTests
{
    private const int BlockLength = 256;

    [Fact]
    public void Unpad_BlocksMadeByDotNet_GivesTheMessage()
    {
        using var rsa = RSA.Create(2048);
        var key = rsa.ExportParameters(includePrivateParameters: true);
        foreach (var length in new[] { 0, 1, 8, 127, 128, 244, 245 })
        {
            var message = RandomNumberGenerator.GetBytes(length);
            var block = RawDecrypt(key, rsa.Encrypt(message, RSAEncryptionPadding.Pkcs1));

            Assert.Equal(message, Unpad(block));
        }
    }

    [Fact]
    public void Unpad_EveryPaddedMessage_GivesTheMessage() =>
        Gen.Byte.Array[0, BlockLength - 11].Sample(message => Assert.Equal(message, Unpad(Pad(message))));

    [Fact]
    public void Unpad_AnyBytes_AgreesWithThePlainReading() =>
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 3], Gen.Int[0, 3].Select(bits => (byte)bits).Array[BlockLength - 2])
            .Sample((first, second, rest) =>
            {
                byte[] block = [(byte)first, (byte)second, .. rest];
                Assert.Equal(PlainReading(block), Unpad(block));
            });

    [Theory]
    [InlineData(1, 2, 8, true)] // first byte
    [InlineData(0, 1, 8, true)] // block type of signatures
    [InlineData(0, 2, 7, true)] // padding shorter than eight bytes
    [InlineData(0, 2, 0, true)]
    [InlineData(0, 2, 8, false)] // no separator
    public void Unpad_WrongPadding_IsRefusedAndLeavesZeroes(byte first, byte second, int paddingLength, bool separated)
    {
        var block = new byte[BlockLength];
        block.AsSpan().Fill(0xaa);
        (block[0], block[1]) = (first, second);
        if (separated)
            block[2 + paddingLength] = 0;

        var destination = new byte[BlockLength + 3];
        destination.AsSpan().Fill(0x55);

        Assert.Equal(-1, Pkcs1Unpadding.Unpad(block, destination));
        Assert.All(destination, value => Assert.Equal(0, value));
    }

    [Fact]
    public void Unpad_ShortBuffers_AreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Pkcs1Unpadding.Unpad(new byte[10], new byte[10]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Pkcs1Unpadding.Unpad(new byte[256], new byte[255]));
    }

    private static byte[]? Unpad(byte[] block)
    {
        var destination = new byte[BlockLength];
        destination.AsSpan().Fill(0x55);
        var length = Pkcs1Unpadding.Unpad(block, destination);
        Assert.All(destination[Math.Max(length, 0)..], value => Assert.Equal(0, value));
        return length < 0 ? null : destination[..length];
    }

    private static byte[]? PlainReading(byte[] block)
    {
        var separator = Array.IndexOf(block, (byte)0, 2);
        return block[0] == 0 && block[1] == 2 && separator >= 10 ? block[(separator + 1)..] : null;
    }

    private static byte[] Pad(byte[] message)
    {
        var block = new byte[BlockLength];
        block.AsSpan().Fill(0xff);
        (block[0], block[1], block[BlockLength - message.Length - 1]) = (0, 2, 0);
        message.CopyTo(block, BlockLength - message.Length);
        return block;
    }

    private static byte[] RawDecrypt(RSAParameters key, byte[] block)
    {
        static System.Numerics.BigInteger Number(byte[]? bytes) => new(bytes, isUnsigned: true, isBigEndian: true);
        var result = System.Numerics.BigInteger.ModPow(Number(block), Number(key.D), Number(key.Modulus)).ToByteArray(isUnsigned: true, isBigEndian: true);
        return [.. new byte[BlockLength - result.Length], .. result];
    }
}
