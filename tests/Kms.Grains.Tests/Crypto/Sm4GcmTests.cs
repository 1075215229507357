using CsCheck;
using Kms.Grains.Crypto;

namespace Kms.Grains.Tests.Crypto;

public sealed class Sm4GcmTests
{
    private static readonly byte[] s_key = [.. Enumerable.Range(1, Sm4Gcm.KeyLength).Select(x => (byte)x)];

    public static TheoryData<Sm4Vector> Published => new(Vectors.Read<Sm4Vector>("sm/sm4-gcm.json"));

    [Theory]
    [MemberData(nameof(Published))]
    public void Encrypt_PublishedVector_GivesItsAnswer(Sm4Vector vector)
    {
        var output = new byte[28 + vector.Plaintext.Hex().Length];
        vector.Iv.Hex().CopyTo(output, 0);

        Sm4Gcm.EncryptWithIv(vector.Key.Hex(), vector.AssociatedData.Hex(), vector.Plaintext.Hex(), output);

        Assert.Equal(vector.Iv + vector.Ciphertext + vector.Tag, Convert.ToHexStringLower(output));
    }

    [Fact]
    public void Decrypt_WhatEncryptWrote_GivesThePlaintext() =>
        Gen.Select(Gen.Byte.Array[1, 200], Gen.Byte.Array[0, 40]).Sample((plaintext, aad) =>
        {
            var output = new byte[plaintext.Length + 28];
            Sm4Gcm.Encrypt(s_key, aad, plaintext, output);
            var opened = new byte[plaintext.Length];
            return Sm4Gcm.Decrypt(s_key, aad, output, opened) && opened.AsSpan().SequenceEqual(plaintext);
        });

    [Fact]
    public void Decrypt_AnyByteChanged_IsFalseAndZeroed()
    {
        var output = new byte[48];
        Sm4Gcm.Encrypt(s_key, "aad"u8, new byte[20], output);
        for (var i = 0; i < output.Length; i++)
        {
            var forged = (byte[])output.Clone();
            forged[i] ^= 0x80;
            var opened = Enumerable.Repeat((byte)0xff, 20).ToArray();

            Assert.False(Sm4Gcm.Decrypt(s_key, "aad"u8, forged, opened));
            Assert.Equal(new byte[20], opened);
        }

        Assert.False(Sm4Gcm.Decrypt(s_key, "AAD"u8, output, new byte[20]));
    }

    [Fact]
    public void Encrypt_Twice_UsesTwoIvs()
    {
        var (first, second) = (new byte[29], new byte[29]);
        Sm4Gcm.Encrypt(s_key, [], [1], first);
        Sm4Gcm.Encrypt(s_key, [], [1], second);

        Assert.NotEqual(first[..12], second[..12]);
    }
}

public sealed record Sm4Vector(string Source, string Key, string Iv, string AssociatedData, string Plaintext, string Ciphertext, string Tag)
{
    public override string ToString() => Source;
}
