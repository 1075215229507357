using System.Security.Cryptography;
using Kms.Grains.Abstractions.Errors;
using Kms.Grains.Abstractions.Hosting;
using Kms.Grains.Abstractions.Keys;
using Kms.Grains.Crypto;

namespace Kms.Grains.Tests.Keys;

[Collection(nameof(KeyCluster))]
public sealed class KeyCryptoGrainTests(KeyCluster cluster)
{
    public static TheoryData<KeySpec> Symmetric => new(KeySpec.Aes256, KeySpec.Sm4);

    [Theory]
    [MemberData(nameof(Symmetric))]
    public async Task Decrypt_WhatEncryptReturned_GivesTheData(KeySpec spec)
    {
        var key = await cluster.NewKeyAsync(spec);
        foreach (var length in new[] { 1, 16, 4096 })
        {
            var data = RandomNumberGenerator.GetBytes(length);
            var reply = await key.Crypto.EncryptAsync(new EncryptRequest { Plaintext = data });

            Assert.Equal(KeyVersionNumber.First, reply.Version);
            Assert.Equal(length + CiphertextEnvelope.Overhead, reply.Ciphertext.Length);
            Assert.Equal((byte)AlgorithmOf(spec), reply.Ciphertext[4]);
            Assert.Equal(data, await key.DecryptAsync(reply.Ciphertext));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4097)]
    public async Task Encrypt_LengthOutOfRange_IsRefusedEvenWithoutAKey(int length)
    {
        var request = new EncryptRequest { Plaintext = new byte[length] };

        Assert.Equal(KmsErrorCode.InvalidArgument, await KeyCluster.CodeOf(cluster.Key(ResourceId.New()).Crypto.EncryptAsync(request)));
    }

    [Theory]
    [MemberData(nameof(Symmetric))]
    public async Task Decrypt_OtherContext_IsTheOneRefusal(KeySpec spec)
    {
        var key = await cluster.NewKeyAsync(spec);
        var context = new EncryptionContext { Pairs = EncryptionContext.Empty.Pairs.Add("a", "b") };
        var reply = await key.Crypto.EncryptAsync(new EncryptRequest { Plaintext = [1, 2], Context = context });

        Assert.Equal([1, 2], (await key.Crypto.DecryptAsync(new DecryptRequest { Ciphertext = reply.Ciphertext, Context = context })).Plaintext);
        await AssertBadCiphertextAsync(key, reply.Ciphertext);
        var tooMany = new EncryptionContext { Pairs = EncryptionContext.Empty.Pairs.AddRange(Enumerable.Range(0, 17).Select(x => KeyValuePair.Create($"n{x}", "v"))) };
        Assert.Equal(KmsErrorCode.InvalidArgument, await KeyCluster.CodeOf(key.Crypto.EncryptAsync(new EncryptRequest { Plaintext = [1], Context = tooMany })));
    }

    [Theory]
    [MemberData(nameof(Symmetric))]
    public async Task Decrypt_ForeignMalformedOrForged_IsTheOneRefusal(KeySpec spec)
    {
        var (key, other) = (await cluster.NewKeyAsync(spec), await cluster.NewKeyAsync(spec));
        var ciphertext = await key.EncryptAsync(1, 2, 3);

        await AssertBadCiphertextAsync(other, ciphertext);
        await AssertBadCiphertextAsync(key, []);
        await AssertBadCiphertextAsync(key, ciphertext[..^1]);
        await AssertBadCiphertextAsync(key, [.. ciphertext, 0]);
        foreach (var at in new[] { 0, 4, 5, 6, 22, 25, 26, 30, 42, ciphertext.Length - 1 })
        {
            var forged = (byte[])ciphertext.Clone();
            forged[at] ^= 1;
            await AssertBadCiphertextAsync(key, forged);
        }
    }

    [Theory]
    [MemberData(nameof(Symmetric))]
    public async Task GenerateDataKey_Symmetric_IsOpenedByDecrypt(KeySpec spec)
    {
        var key = await cluster.NewKeyAsync(spec);
        var (first, second) = (await key.Crypto.GenerateDataKeyAsync(new GenerateDataKeyRequest()), await key.Crypto.GenerateDataKeyAsync(new GenerateDataKeyRequest()));

        Assert.Equal(32, first.Plaintext.Length);
        Assert.NotEqual(first.Plaintext, second.Plaintext);
        Assert.Equal(first.Plaintext, await key.DecryptAsync(first.Ciphertext));
    }

    [Fact]
    public async Task Rsa_EncryptHereOrOffline_IsOpenedByDecrypt()
    {
        var key = await cluster.NewKeyAsync(KeySpec.Rsa2048);
        var reply = await key.Crypto.GetPublicKeyAsync(new GetPublicKeyRequest());
        using var rsa = RSA.Create();
        rsa.ImportSubjectPublicKeyInfo(reply.SubjectPublicKeyInfo, out _);

        Assert.Equal([1, 2, 3], await key.DecryptAsync(rsa.Encrypt([1, 2, 3], RSAEncryptionPadding.Pkcs1)));
        var longest = RandomNumberGenerator.GetBytes(245);
        var ciphertext = await key.EncryptAsync(longest);
        Assert.Equal(256, ciphertext.Length);
        Assert.Equal(longest, await key.DecryptAsync(ciphertext));
        Assert.Equal(KmsErrorCode.InvalidArgument, await KeyCluster.CodeOf(key.EncryptAsync(new byte[246])));
    }

    [Fact]
    public async Task Rsa_DecryptWrongBlock_IsTheOneRefusal()
    {
        var key = await cluster.NewKeyAsync(KeySpec.Rsa2048);
        using var rsa = RSA.Create();
        rsa.ImportSubjectPublicKeyInfo((await key.Crypto.GetPublicKeyAsync(new GetPublicKeyRequest())).SubjectPublicKeyInfo, out _);

        await AssertBadCiphertextAsync(key, new byte[255]);
        await AssertBadCiphertextAsync(key, new byte[257]);
        await AssertBadCiphertextAsync(key, new byte[256]);
        await AssertBadCiphertextAsync(key, rsa.Encrypt([1], RSAEncryptionPadding.OaepSHA256));
        var modulus = rsa.ExportParameters(false).Modulus!;
        var calls = cluster.Hsm.Decrypted;
        await AssertBadCiphertextAsync(key, modulus);
        await AssertBadCiphertextAsync(key, [.. Enumerable.Repeat((byte)0xff, 256)]);
        Assert.Equal(calls, cluster.Hsm.Decrypted);
    }

    [Theory]
    [InlineData(KeySpec.Rsa2048, 256)]
    [InlineData(KeySpec.Sm3Hmac, 32)]
    public async Task Verify_WhatSignReturned_IsValidAndNothingElse(KeySpec spec, int length)
    {
        var key = await cluster.NewKeyAsync(spec);
        var other = await cluster.NewKeyAsync(spec);
        byte[] data = [1, 2, 3];
        var signature = (await key.Crypto.SignAsync(new SignRequest { Data = data })).Signature;

        Assert.Equal(length, signature.Length);
        Assert.True(await VerifyAsync(key, data, signature));
        Assert.False(await VerifyAsync(key, [1, 2, 4], signature));
        Assert.False(await VerifyAsync(other, data, signature));
        Assert.False(await VerifyAsync(key, data, signature[1..]));
        Assert.False(await VerifyAsync(key, data, [.. signature, 0]));
        Assert.False(await VerifyAsync(key, data, [0]));
        Assert.False(await VerifyAsync(key, data, [.. Enumerable.Repeat((byte)0xff, length)]));
        Assert.Equal(KmsErrorCode.InvalidArgument, await KeyCluster.CodeOf(VerifyAsync(key, data, [])));
        Assert.Equal(KmsErrorCode.InvalidArgument, await KeyCluster.CodeOf(key.Crypto.SignAsync(new SignRequest { Data = new byte[4097] })));
        Assert.Equal(KmsErrorCode.InvalidArgument, await KeyCluster.CodeOf(key.Crypto.SignAsync(new SignRequest { Data = [] })));
    }

    [Fact]
    public async Task Sign_Rsa_VerifiesWithThePublicKeyAlone()
    {
        var key = await cluster.NewKeyAsync(KeySpec.Rsa2048);
        using var rsa = RSA.Create();
        rsa.ImportSubjectPublicKeyInfo((await key.Crypto.GetPublicKeyAsync(new GetPublicKeyRequest())).SubjectPublicKeyInfo, out _);
        var signature = (await key.Crypto.SignAsync(new SignRequest { Data = [9] })).Signature;

        Assert.True(rsa.VerifyData("\t"u8, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }

    [Fact]
    public async Task Operation_KindDoesNotHaveIt_IsRefused()
    {
        var (aes, hmac, rsa) = (await cluster.NewKeyAsync(), await cluster.NewKeyAsync(KeySpec.Sm3Hmac), await cluster.NewKeyAsync(KeySpec.Rsa2048));

        Assert.Equal(KmsErrorCode.InvalidArgument, await KeyCluster.CodeOf(aes.Crypto.SignAsync(new SignRequest { Data = [1] })));
        Assert.Equal(KmsErrorCode.InvalidArgument, await KeyCluster.CodeOf(aes.Crypto.GetPublicKeyAsync(new GetPublicKeyRequest())));
        Assert.Equal(KmsErrorCode.InvalidArgument, await hmac.CodeOfEncryptAsync());
        Assert.Equal(KmsErrorCode.InvalidArgument, await KeyCluster.CodeOf(hmac.DecryptAsync(new byte[60])));
        Assert.Equal(KmsErrorCode.InvalidArgument, await KeyCluster.CodeOf(rsa.Crypto.GenerateDataKeyAsync(new GenerateDataKeyRequest())));
        Assert.Equal(KmsErrorCode.InvalidArgument, await KeyCluster.CodeOf(rsa.RotateAsync()));
    }

    private static EnvelopeAlgorithm AlgorithmOf(KeySpec spec) => spec == KeySpec.Sm4 ? EnvelopeAlgorithm.Sm4Gcm : EnvelopeAlgorithm.Aes256Gcm;

    private static async Task<bool> VerifyAsync(TestKey key, byte[] data, byte[] signature) =>
        (await key.Crypto.VerifyAsync(new VerifyRequest { Data = data, Signature = signature })).Valid;

    private static async Task AssertBadCiphertextAsync(TestKey key, byte[] ciphertext)
    {
        var error = await Assert.ThrowsAsync<KmsException>(() => key.DecryptAsync(ciphertext));
        Assert.Equal((KmsErrorCode.InvalidArgument, "the ciphertext is not valid for this key"), (error.Code, error.Message));
    }
}
