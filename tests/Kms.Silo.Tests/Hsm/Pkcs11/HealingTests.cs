using System.Security.Cryptography;
using Kms.Grains.Abstractions.Keys;
using Kms.Grains.Hsm;
using Kms.Silo.Hsm.Pkcs11.Native;
using Kms.Testing;
using Net.Pkcs11Interop.Common;
using static Kms.Silo.Tests.Hsm.Pkcs11.TokenHarness;

namespace Kms.Silo.Tests.Hsm.Pkcs11;

/// <summary>The classes of faults A to F, each provoked between the adapter and a real token.</summary>
public sealed class HealingTests
{
    [Theory]
    [InlineData(CKR.CKR_ENCRYPTED_DATA_INVALID)]
    [InlineData(CKR.CKR_ENCRYPTED_DATA_LEN_RANGE)]
    [InlineData((CKR)0x35)] // CKR_AEAD_DECRYPT_FAILED
    public async Task ClassA_CallersData_IsAnsweredAndNothingElseHappens(CKR code)
    {
        await using var harness = await OpenAsync();
        var key = await harness.NewWarmKeyAsync();
        var encryption = await key.EncryptAsync(new byte[20]);
        var before = harness.Module.Calls(nameof(ICryptoki.Encrypt));
        harness.Module.Fail(nameof(ICryptoki.Decrypt), code);

        Assert.Null(await key.DecryptAsync(encryption));

        Assert.Equal(before, harness.Module.Calls(nameof(ICryptoki.Encrypt)));
        Assert.Equal(0, harness.Module.Calls(nameof(ICryptoki.CloseSession)));
        Assert.Equal(1, harness.Openings);
    }

    [Fact]
    public async Task ClassB_JunkFromCallers_NeverHealsNorCostsASession()
    {
        await using var harness = await OpenAsync();
        var key = await harness.NewWarmKeyAsync();
        var rsa = await harness.NewKeyAsync("rsa0000000000000", KeySpec.Rsa2048);

        for (var i = 0; i < 500; i++)
            Assert.Null(await key.DecryptAsync(RandomNumberGenerator.GetBytes(28 + i)));
        var ones = new byte[256];
        Array.Fill(ones, (byte)0xff);
        Assert.Equal(-1, await harness.Hsm.DecryptRsaAsync(rsa.Binding, rsa.Wrapped, ones, new byte[256], default));

        await key.AssertWorksAsync();
        Assert.Equal(0, harness.Module.Calls(nameof(ICryptoki.CloseSession)));
        Assert.Equal(1, harness.Openings);
    }

    [Theory]
    [InlineData(CKR.CKR_GENERAL_ERROR)]
    [InlineData(CKR.CKR_FUNCTION_FAILED)]
    [InlineData((CKR)0x80000123)]
    public async Task ClassB_CanaryFailsToo_HealsAndServesAgain(CKR code)
    {
        await using var harness = await OpenAsync();
        var key = await harness.NewWarmKeyAsync();
        var encryption = await key.EncryptAsync(new byte[20]);
        harness.Module.Fail(nameof(ICryptoki.DecryptInit), code);
        harness.Module.Fail(nameof(ICryptoki.EncryptInit), CKR.CKR_GENERAL_ERROR);

        await AssertFaultAsync(HsmFault.Unavailable, () => key.DecryptAsync(encryption));

        await harness.AssertHealsAsync();
        Assert.Equal(2, harness.Openings);
        Assert.Equal(new byte[20], await key.DecryptAsync(encryption));
    }

    [Fact]
    public async Task ClassB_CanaryMeetsASpoiltSession_TakesAnother()
    {
        await using var harness = await OpenAsync();
        var key = await harness.NewWarmKeyAsync();
        var encryption = await key.EncryptAsync(new byte[20]);
        harness.Module.Fail(nameof(ICryptoki.Decrypt), CKR.CKR_GENERAL_ERROR);
        harness.Module.Fail(nameof(ICryptoki.EncryptInit), CKR.CKR_OPERATION_ACTIVE);

        Assert.Equal(new byte[20], await key.DecryptAsync(encryption));

        Assert.Equal(1, harness.Openings);
    }

    [Fact]
    public async Task ClassB_EncryptionFailsOnce_IsRepeated()
    {
        await using var harness = await OpenAsync();
        var key = await harness.NewWarmKeyAsync();
        harness.Module.Fail(nameof(ICryptoki.Encrypt), CKR.CKR_GENERAL_ERROR);

        await key.AssertWorksAsync();

        Assert.Equal(1, harness.Openings);
    }

    [Fact]
    public async Task ClassB_EncryptionFailsTwiceWhileTheCanaryWorks_FailsWithoutHealing()
    {
        await using var harness = await OpenAsync();
        var key = await harness.NewWarmKeyAsync();
        harness.Module.Fail(nameof(ICryptoki.EncryptInit), CKR.CKR_GENERAL_ERROR);
        harness.Module.Pass(nameof(ICryptoki.EncryptInit)); // the canary
        harness.Module.Fail(nameof(ICryptoki.EncryptInit), CKR.CKR_GENERAL_ERROR);
        harness.Module.Pass(nameof(ICryptoki.EncryptInit));

        await AssertFaultAsync(HsmFault.Unavailable, () => key.EncryptAsync(new byte[1]));

        await key.AssertWorksAsync();
        Assert.Equal(1, harness.Openings);
    }

    [Fact]
    public async Task ClassB_MacFailsOnce_IsRepeatedAfterItsCanary()
    {
        await using var harness = await OpenAsync();
        var before = harness.Module.Calls(nameof(ICryptoki.SignInit));
        harness.Module.Fail(nameof(ICryptoki.SignInit), CKR.CKR_GENERAL_ERROR);

        await harness.Hsm.CheckAsync(default);

        Assert.Equal(before + 3, harness.Module.Calls(nameof(ICryptoki.SignInit)));
        Assert.Equal(1, harness.Openings);
    }

    [Theory]
    [InlineData(CKR.CKR_OBJECT_HANDLE_INVALID)]
    [InlineData(CKR.CKR_KEY_HANDLE_INVALID)]
    public async Task ClassC_KeyIsGone_IsUnwrappedAgain(CKR code)
    {
        await using var harness = await OpenAsync();
        var key = await harness.NewWarmKeyAsync();
        var unwrapped = harness.Module.Calls(nameof(ICryptoki.UnwrapKey));
        harness.Module.Fail(nameof(ICryptoki.EncryptInit), code);

        await key.AssertWorksAsync();

        Assert.Equal(unwrapped + 1, harness.Module.Calls(nameof(ICryptoki.UnwrapKey)));
        Assert.Equal(1, harness.Openings);
    }

    [Fact]
    public async Task ClassC_KeyIsGoneTwice_FailsWithoutHealing()
    {
        await using var harness = await OpenAsync();
        var key = await harness.NewWarmKeyAsync();
        harness.Module.Fail(nameof(ICryptoki.EncryptInit), CKR.CKR_KEY_HANDLE_INVALID, CKR.CKR_KEY_HANDLE_INVALID);

        await AssertFaultAsync(HsmFault.Unavailable, () => key.EncryptAsync(new byte[1]));

        await key.AssertWorksAsync();
        Assert.Equal(1, harness.Openings);
    }

    [Fact]
    public async Task ClassC_BindingKeyIsGone_Heals()
    {
        await using var harness = await OpenAsync();
        var key = await harness.NewWarmKeyAsync();
        harness.Module.Fail(nameof(ICryptoki.SignInit), CKR.CKR_OBJECT_HANDLE_INVALID);

        await AssertFaultAsync(HsmFault.Unavailable, async () => await harness.Hsm.CheckAsync(default));

        await harness.AssertHealsAsync();
        Assert.Equal(2, harness.Openings);
        await key.AssertWorksAsync();
    }

    [Theory]
    [InlineData(CKR.CKR_OBJECT_HANDLE_INVALID)]
    [InlineData(CKR.CKR_UNWRAPPING_KEY_HANDLE_INVALID)]
    public async Task ClassC_KeyEncryptionKeyIsGone_Heals(CKR code)
    {
        await using var harness = await OpenAsync();
        var key = await harness.NewKeyAsync();
        harness.Module.Fail(nameof(ICryptoki.UnwrapKey), code);

        await AssertFaultAsync(HsmFault.Unavailable, () => key.EncryptAsync(new byte[1]));

        await harness.AssertHealsAsync();
        await key.AssertWorksAsync();
        Assert.Equal(2, harness.Openings);
    }

    [Theory]
    [InlineData(CKR.CKR_SESSION_HANDLE_INVALID)]
    [InlineData(CKR.CKR_SESSION_CLOSED)]
    [InlineData(CKR.CKR_OPERATION_ACTIVE)]
    [InlineData(CKR.CKR_OPERATION_NOT_INITIALIZED)]
    [InlineData(CKR.CKR_BUFFER_TOO_SMALL)]
    public async Task ClassD_SessionIsSpoilt_IsReplacedAndTheCallRepeated(CKR code)
    {
        await using var harness = await OpenAsync();
        var key = await harness.NewWarmKeyAsync();
        harness.Module.Fail(nameof(ICryptoki.Encrypt), code);

        await key.AssertWorksAsync();

        Assert.True(await Eventually.TrueAsync(() => Task.FromResult(harness.Module.Calls(nameof(ICryptoki.CloseSession)) == 1), Patience));
        Assert.Equal(1, harness.Openings);
        for (var i = 0; i < 10; i++)
            await key.AssertWorksAsync();
    }

    [Fact]
    public async Task ClassD_NoSessionHolds_Heals()
    {
        await using var harness = await OpenAsync();
        var key = await harness.NewWarmKeyAsync();
        harness.Module.Fail(nameof(ICryptoki.EncryptInit), CKR.CKR_SESSION_HANDLE_INVALID, CKR.CKR_SESSION_HANDLE_INVALID);

        await AssertFaultAsync(HsmFault.Unavailable, () => key.EncryptAsync(new byte[1]));

        await harness.AssertHealsAsync();
        Assert.Equal(2, harness.Openings);
        await key.AssertWorksAsync();
    }

    [Fact]
    public async Task ClassD_OwnerSessionIsSpoilt_Heals()
    {
        await using var harness = await OpenAsync();
        var key = await harness.NewKeyAsync();
        harness.Module.Fail(nameof(ICryptoki.UnwrapKey), CKR.CKR_SESSION_HANDLE_INVALID);

        await AssertFaultAsync(HsmFault.Unavailable, () => key.EncryptAsync(new byte[1]));

        await harness.AssertHealsAsync();
        Assert.Equal(2, harness.Openings);
        await key.AssertWorksAsync();
    }

    [Theory]
    [InlineData(CKR.CKR_DEVICE_REMOVED)]
    [InlineData(CKR.CKR_DEVICE_ERROR)]
    [InlineData(CKR.CKR_DEVICE_MEMORY)]
    [InlineData(CKR.CKR_HOST_MEMORY)]
    [InlineData(CKR.CKR_TOKEN_NOT_PRESENT)]
    [InlineData(CKR.CKR_TOKEN_NOT_RECOGNIZED)]
    [InlineData(CKR.CKR_CRYPTOKI_NOT_INITIALIZED)]
    [InlineData(CKR.CKR_USER_NOT_LOGGED_IN)]
    public async Task ClassE_TokenIsGone_BreaksAtOnceAndHealsWhenItIsBack(CKR code)
    {
        await using var harness = await OpenAsync();
        var key = await harness.NewWarmKeyAsync();
        var encryption = await key.EncryptAsync(new byte[20]);
        harness.Module.FailAlways(nameof(ICryptoki.Initialize), CKR.CKR_DEVICE_ERROR);
        harness.Module.Fail(nameof(ICryptoki.EncryptInit), code);

        await AssertFaultAsync(HsmFault.Unavailable, () => key.EncryptAsync(new byte[1]));

        // While it is away no call enters the module.
        var calls = harness.Module.Calls(nameof(ICryptoki.EncryptInit));
        Assert.True(await Eventually.TrueAsync(() => Task.FromResult(harness.Openings >= 4), Patience));
        await AssertFaultAsync(HsmFault.Unavailable, () => key.EncryptAsync(new byte[1]));
        await AssertFaultAsync(HsmFault.Unavailable, async () => await harness.Hsm.CheckAsync(default));
        Assert.Equal(calls, harness.Module.Calls(nameof(ICryptoki.EncryptInit)));
        Assert.Equal(1, harness.Hsm.BindingGeneration);

        harness.Module.Restore();
        await harness.AssertHealsAsync();
        Assert.Equal(new byte[20], await key.DecryptAsync(encryption));
        await key.AssertWorksAsync();
    }

    [Fact]
    public async Task ClassE_ManyCallersMeetIt_HealsOnce()
    {
        await using var harness = await OpenAsync(options => options.Sessions = 8);
        var key = await harness.NewWarmKeyAsync();
        harness.Module.Fail(nameof(ICryptoki.Encrypt), [.. Enumerable.Repeat(CKR.CKR_DEVICE_REMOVED, 8)]);

        var calls = Enumerable.Range(0, 32).Select(_ => Task.Run(() => key.EncryptAsync(new byte[1]))).ToArray();
        await Task.WhenAll(calls).ContinueWith(static _ => { }, TaskScheduler.Default);
        harness.Module.Restore();
        await harness.AssertHealsAsync();

        Assert.Equal(2, harness.Openings);
        Assert.All(calls.Where(call => call.IsFaulted), call => Assert.Equal(HsmFault.Unavailable, Assert.IsType<HsmException>(call.Exception!.InnerException).Fault));
        await key.AssertWorksAsync();
    }

    [Theory]
    [InlineData(CKR.CKR_ARGUMENTS_BAD)]
    [InlineData(CKR.CKR_MECHANISM_INVALID)]
    [InlineData(CKR.CKR_KEY_FUNCTION_NOT_PERMITTED)]
    [InlineData(CKR.CKR_KEY_SIZE_RANGE)]
    [InlineData(CKR.CKR_TEMPLATE_INCONSISTENT)]
    public async Task ClassF_WhatNoRepetitionMends_IsRefusedAfterOneCall(CKR code)
    {
        await using var harness = await OpenAsync();
        var key = await harness.NewWarmKeyAsync();
        var before = harness.Module.Calls(nameof(ICryptoki.EncryptInit));
        harness.Module.Fail(nameof(ICryptoki.EncryptInit), code);

        var exception = await AssertFaultAsync(HsmFault.Refused, () => key.EncryptAsync(new byte[1]));

        Assert.Contains(code.ToString(), exception.Message, StringComparison.Ordinal);
        Assert.Equal(before + 1, harness.Module.Calls(nameof(ICryptoki.EncryptInit)));
        Assert.Equal(1, harness.Openings);
        await key.AssertWorksAsync();
    }

    [Fact]
    public async Task Unwrap_JunkOfTheModule_IsNotAuthenticWhenTheCanaryWorks()
    {
        await using var harness = await OpenAsync();
        var key = await harness.NewKeyAsync();
        harness.Module.Fail(nameof(ICryptoki.UnwrapKey), CKR.CKR_GENERAL_ERROR);

        await AssertFaultAsync(HsmFault.NotAuthentic, () => key.EncryptAsync(new byte[1]));

        await key.AssertWorksAsync();
        Assert.Equal(1, harness.Openings);
    }

    [Fact]
    public async Task Heal_RootIsAnotherNow_StaysNotReadyNamingIt()
    {
        await using var harness = await OpenAsync();
        var key = await harness.NewWarmKeyAsync();
        var good = harness.Registry.Roots;
        harness.Registry.Roots = good.SetItem(0, good[0] with { ObjectId = RootCheck.NewObjectId() });
        harness.Module.Fail(nameof(ICryptoki.EncryptInit), CKR.CKR_DEVICE_REMOVED);
        await AssertFaultAsync(HsmFault.Unavailable, () => key.EncryptAsync(new byte[1]));

        Assert.True(await Eventually.TrueAsync(async () => (await AssertFaultAsync(HsmFault.Unavailable, async () => await harness.Hsm.CheckAsync(default))).Message.Contains("key-encryption key generation 1", StringComparison.Ordinal), Patience));

        harness.Registry.Roots = good;
        await harness.AssertHealsAsync();
        await key.AssertWorksAsync();
    }

    [Fact]
    public async Task Generate_KeyThatCannotBeDestroyed_LosesItsSession()
    {
        await using var harness = await OpenAsync();
        harness.Module.Fail(nameof(ICryptoki.DestroyObject), CKR.CKR_FUNCTION_FAILED);

        var key = await harness.NewKeyAsync();

        Assert.True(await Eventually.TrueAsync(() => Task.FromResult(harness.Module.Calls(nameof(ICryptoki.CloseSession)) == 1), Patience));
        await key.AssertWorksAsync();
    }
}
