using Kms.Grains.Abstractions.Keys;
using Kms.Grains.Hsm;

namespace Kms.Silo.Tests.Hsm;

public abstract partial class HsmConformance
{
    [Fact]
    public async Task Generate_NewKey_IsCompleteAndAuthenticatedLikeAnyOther()
    {
        var (binding, key) = await NewAesAsync();

        Assert.Equal(Hsm.BindingGeneration, key.BindingGeneration);
        Assert.Equal(1, key.KekGeneration);
        Assert.Equal(WrapMechanism.AesKwp, key.Mechanism);
        Assert.InRange(key.Profile.Length, 1, 32);
        Assert.True(key.Profile.All(char.IsAscii));
        Assert.Empty(key.PublicKey);
        Assert.Equal(40, key.Blob.Length);
        await WrappedKeyMac.VerifyAsync(binding, key, Hsm.ComputeMacAsync, default);
    }

    [Fact]
    public async Task Generate_SameBindingTwice_MakesDifferentKeys()
    {
        var (_, first) = await NewAesAsync();
        var (_, second) = await NewAesAsync();

        Assert.NotEqual(first.Blob, second.Blob);
        Assert.NotEqual(first.Mac, second.Mac);
    }

    [Theory]
    [InlineData(KeySpec.Sm4, 1)]
    [InlineData(KeySpec.Sm3Hmac, 2)]
    [InlineData(KeySpec.Unknown, 1)]
    [InlineData(KeySpec.Aes256, 2)]
    [InlineData(KeySpec.Aes256, 0)]
    [InlineData(KeySpec.Rsa2048, 4)]
    public async Task Generate_WhatTheModuleHasNot_IsAMistake(KeySpec spec, int usage) =>
        await Assert.ThrowsAsync<ArgumentException>(async () => await Hsm.GenerateAsync(Binding("abcdefgh12345678", spec, (KeyUsage)usage), default));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Use_AesKeyOfAnotherBinding_IsNotAuthentic(bool usedBefore)
    {
        var (binding, key) = await NewAesAsync();
        if (usedBefore)
            await EncryptAsync(Hsm, binding, key, new byte[1]);
        var encryption = new byte[60];

        foreach (var other in Others(binding).Append(binding with { Usage = KeyUsage.EncryptDecrypt | KeyUsage.SignVerify }))
        {
            await AssertFaultAsync(HsmFault.NotAuthentic, () => EncryptAsync(Hsm, other, key, new byte[1]));
            await AssertFaultAsync(HsmFault.NotAuthentic, () => DecryptAsync(Hsm, other, key, encryption));
        }

        var asRsa = binding with { Spec = KeySpec.Rsa2048, Usage = KeyUsage.EncryptDecrypt | KeyUsage.SignVerify };
        await AssertFaultAsync(HsmFault.NotAuthentic, async () => await Hsm.SignRsaAsync(asRsa, key, new byte[1], default));
        await AssertFaultAsync(HsmFault.NotAuthentic, async () => await Hsm.DecryptRsaAsync(asRsa, key, new byte[256], new byte[256], default));
        await AssertFaultAsync(HsmFault.NotAuthentic, async () => await Hsm.GetPublicKeyAsync(asRsa, key, default));

        Assert.NotNull(await DecryptAsync(Hsm, binding, key, await EncryptAsync(Hsm, binding, key, new byte[1])));
    }

    [Fact]
    public async Task Use_RsaKeyOfAnotherBinding_IsNotAuthentic()
    {
        var (binding, key) = await fixture.RsaAsync();

        foreach (var other in Others(binding))
        {
            await AssertFaultAsync(HsmFault.NotAuthentic, async () => await Hsm.SignRsaAsync(other with { Usage = KeyUsage.SignVerify }, key, new byte[1], default));
            await AssertFaultAsync(HsmFault.NotAuthentic, async () => await Hsm.DecryptRsaAsync(other with { Usage = KeyUsage.EncryptDecrypt }, key, new byte[256], new byte[256], default));
            await AssertFaultAsync(HsmFault.NotAuthentic, async () => await Hsm.GetPublicKeyAsync(other, key, default));
        }

        await AssertFaultAsync(HsmFault.NotAuthentic, () => EncryptAsync(Hsm, binding with { Spec = KeySpec.Aes256 }, key, new byte[1]));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Use_AlteredAesKey_IsNotAuthentic(bool usedBefore)
    {
        var (binding, key) = await NewAesAsync();
        var encryption = new byte[60];
        if (usedBefore)
            encryption = await EncryptAsync(Hsm, binding, key, new byte[32]);

        foreach (var altered in AlteredKeys(key))
        {
            await AssertFaultAsync(HsmFault.NotAuthentic, () => EncryptAsync(Hsm, binding, altered, new byte[1]));
            await AssertFaultAsync(HsmFault.NotAuthentic, () => DecryptAsync(Hsm, binding, altered, encryption));
        }
    }

    [Fact]
    public async Task Use_AlteredRsaKey_IsNotAuthentic()
    {
        var (binding, key) = await fixture.RsaAsync();

        foreach (var altered in AlteredKeys(key).Append(key with { PublicKey = Flipped(key.PublicKey, 40) }))
        {
            await AssertFaultAsync(HsmFault.NotAuthentic, async () => await Hsm.SignRsaAsync(binding, altered, new byte[1], default));
            await AssertFaultAsync(HsmFault.NotAuthentic, async () => await Hsm.DecryptRsaAsync(binding, altered, new byte[256], new byte[256], default));
            await AssertFaultAsync(HsmFault.NotAuthentic, async () => await Hsm.GetPublicKeyAsync(binding, altered, default));
        }
    }

    [Fact]
    public async Task Use_PublicKeyExchangedForAnotherKeys_IsNotAuthentic()
    {
        var (binding, key) = await fixture.RsaAsync();
        var other = await Hsm.GenerateAsync(binding with { Version = 2 }, default);

        await AssertFaultAsync(HsmFault.NotAuthentic, async () => await Hsm.GetPublicKeyAsync(binding, key with { PublicKey = other.PublicKey }, default));
        await AssertFaultAsync(HsmFault.NotAuthentic, async () => await Hsm.SignRsaAsync(binding, key with { PublicKey = other.PublicKey }, new byte[1], default));
    }

    [Fact]
    public async Task Use_BlobOrMacOfAnotherKey_IsNotAuthentic()
    {
        var (binding, key) = await NewAesAsync();
        var (_, other) = await NewAesAsync();

        await AssertFaultAsync(HsmFault.NotAuthentic, () => EncryptAsync(Hsm, binding, key with { Blob = other.Blob }, new byte[1]));
        await AssertFaultAsync(HsmFault.NotAuthentic, () => EncryptAsync(Hsm, binding, key with { Mac = other.Mac }, new byte[1]));
    }

    [Fact]
    public async Task Use_KeyFromOtherRoots_IsNotAuthentic()
    {
        var binding = Binding("abcdefgh12345678");

        await InNewWorldAsync(async (_, _, other) =>
        {
            var foreign = await other.GenerateAsync(binding, default);
            await AssertFaultAsync(HsmFault.NotAuthentic, () => EncryptAsync(Hsm, binding, foreign, new byte[1]));
        });
    }

    [Fact]
    public async Task Use_RefusedKey_DoesNotSpoilTheRightOne()
    {
        var (binding, key) = await NewAesAsync();

        await AssertFaultAsync(HsmFault.NotAuthentic, () => EncryptAsync(Hsm, binding with { Version = 2 }, key, new byte[1]));

        Assert.NotNull(await DecryptAsync(Hsm, binding, key, await EncryptAsync(Hsm, binding, key, new byte[1])));
    }

    private static KeyBinding[] Others(KeyBinding binding) =>
    [
        binding with { Account = "account-2" },
        binding with { KeyId = "abcdefgh12345679" },
        binding with { Version = 2 },
        binding with { Account = "account-1a", KeyId = binding.KeyId[1..] },
    ];

    private static IEnumerable<WrappedKey> AlteredKeys(WrappedKey key) =>
    [
        key with { BindingGeneration = 0 },
        key with { BindingGeneration = 2 },
        key with { KekGeneration = 0 },
        key with { KekGeneration = 2 },
        key with { Mechanism = WrapMechanism.Unknown },
        key with { Mechanism = (WrapMechanism)2 },
        key with { Profile = key.Profile + "2" },
        key with { PublicKey = [.. key.PublicKey, 1] },
        key with { Blob = [] },
        key with { Blob = key.Blob[..^8] },
        key with { Blob = Flipped(key.Blob, 0) },
        key with { Blob = Flipped(key.Blob, key.Blob.Length - 1) },
        key with { Mac = [] },
        key with { Mac = key.Mac[..31] },
        key with { Mac = [.. key.Mac, 0] },
        key with { Mac = Flipped(key.Mac, 0) },
        key with { Mac = Flipped(key.Mac, 31) },
    ];
}
