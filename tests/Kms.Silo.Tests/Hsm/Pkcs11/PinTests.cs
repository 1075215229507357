using Kms.Grains.Hsm;
using Kms.Silo.Hsm.Pkcs11.Login;
using Kms.Silo.Hsm.Pkcs11.Native;
using Kms.Testing;
using Kms.Testing.Hsm;
using Kms.Testing.Processes;
using Net.Pkcs11Interop.Common;
using static Kms.Silo.Tests.Hsm.Pkcs11.TokenHarness;

namespace Kms.Silo.Tests.Hsm.Pkcs11;

public sealed class PinTests
{
    [Fact]
    public async Task Open_WrongPin_IsTriedOnceAndNotAgainUntilTheFileHasChanged()
    {
        await using var harness = Create();
        harness.Token.WritePin("9999-wrong");

        var first = await AssertFaultAsync(HsmFault.PinRefused, () => harness.Registry.OpenAsync(harness.Hsm));
        Assert.Contains("CKR_PIN_INCORRECT", first.Message, StringComparison.Ordinal);
        Assert.Contains(harness.Token.PinFile, first.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("9999", first.Message, StringComparison.Ordinal);
        for (var i = 0; i < 3; i++)
        {
            harness.Token.WritePin("9999-wrong"); // written again, not changed
            await AssertFaultAsync(HsmFault.PinRefused, () => harness.Registry.OpenAsync(harness.Hsm));
        }

        Assert.Equal(1, harness.Module.Calls(nameof(ICryptoki.Login)));
        harness.Token.WritePin(SoftHsmToken.Pin + "\r\n");
        await harness.Registry.OpenAsync(harness.Hsm);
        Assert.Equal(2, harness.Module.Calls(nameof(ICryptoki.Login)));
        await harness.Hsm.CheckAsync(default);
    }

    [Fact]
    public async Task Heal_PinWasChangedInTheToken_StaysAliveAndHealsWhenTheFileFollows()
    {
        await using var harness = await OpenAsync();
        var key = await harness.NewWarmKeyAsync();
        harness.Token.WritePin("9999-wrong");
        harness.Module.Fail(nameof(ICryptoki.EncryptInit), CKR.CKR_DEVICE_REMOVED);
        await AssertFaultAsync(HsmFault.Unavailable, () => key.EncryptAsync(new byte[1]));

        Assert.True(await Eventually.TrueAsync(() => Task.FromResult(harness.Openings > 4), Patience));
        Assert.Equal(2, harness.Module.Calls(nameof(ICryptoki.Login)));
        Assert.False(await harness.IsReadyAsync());

        harness.Token.WritePin(SoftHsmToken.Pin);
        await harness.AssertHealsAsync();
        Assert.Equal(3, harness.Module.Calls(nameof(ICryptoki.Login)));
        await key.AssertWorksAsync();
    }

    [Fact]
    public async Task Open_SomebodyElseGaveAWrongPin_TriesNoLogin()
    {
        await using var harness = Create();
        harness.Token.GiveWrongPin();

        var exception = await AssertFaultAsync(HsmFault.PinRefused, () => harness.Registry.OpenAsync(harness.Hsm));

        Assert.Contains("CKF_USER_PIN_COUNT_LOW", exception.Message, StringComparison.Ordinal);
        Assert.Contains("Kms__Hsm__IgnorePinCounters", exception.Message, StringComparison.Ordinal);
        Assert.Equal(0, harness.Module.Calls(nameof(ICryptoki.Login)));
    }

    [Fact]
    public async Task Open_WrongPinBeforeAndToldToIgnoreIt_LogsInAndClearsTheCounter()
    {
        await using var harness = Create(options => options.IgnorePinCounters = true);
        harness.Token.GiveWrongPin();

        await harness.Registry.OpenAsync(harness.Hsm);
        await harness.Hsm.CloseAsync(default);

        using var strict = harness.CreateSecond();
        await harness.Registry.OpenAsync(strict);
        await strict.CloseAsync(default);
    }

    [Theory]
    [InlineData(0x20000UL, "CKF_USER_PIN_FINAL_TRY")]
    [InlineData(0x40000UL, "CKF_USER_PIN_LOCKED")]
    public async Task Open_CounterIsWorse_TriesNoLogin(ulong flag, string name)
    {
        await using var harness = Create();
        harness.Prepare(module => module.ExtraTokenFlags = flag);

        var exception = await AssertFaultAsync(HsmFault.PinRefused, () => harness.Registry.OpenAsync(harness.Hsm));

        Assert.Contains(name, exception.Message, StringComparison.Ordinal);
        Assert.Equal(0, harness.Module.Calls(nameof(ICryptoki.Login)));
    }

    [Fact]
    public async Task Open_FinalTryAfterOurOwnWrongPin_IsNotRisked()
    {
        await using var harness = Create();
        harness.Token.WritePin("9999-wrong");
        await AssertFaultAsync(HsmFault.PinRefused, () => harness.Registry.OpenAsync(harness.Hsm));
        harness.Module.ExtraTokenFlags = CKF.CKF_USER_PIN_FINAL_TRY;
        harness.Token.WritePin(SoftHsmToken.Pin);

        await AssertFaultAsync(HsmFault.PinRefused, () => harness.Registry.OpenAsync(harness.Hsm));

        Assert.Equal(1, harness.Module.Calls(nameof(ICryptoki.Login)));
    }

    [Theory]
    [InlineData(CKR.CKR_PIN_LOCKED)]
    [InlineData(CKR.CKR_PIN_EXPIRED)]
    public async Task Open_OtherRefusalsOfThePin_AreNotTriedAgainEither(CKR code)
    {
        await using var harness = Create();
        harness.Prepare(module => module.Fail(nameof(ICryptoki.Login), code));

        await AssertFaultAsync(HsmFault.PinRefused, () => harness.Registry.OpenAsync(harness.Hsm));
        await AssertFaultAsync(HsmFault.PinRefused, () => harness.Registry.OpenAsync(harness.Hsm));

        Assert.Equal(1, harness.Module.Calls(nameof(ICryptoki.Login)));
    }

    [Fact]
    public async Task Open_TokenFailsInsteadOfRefusing_IsTriedAgain()
    {
        await using var harness = Create();
        harness.Prepare(module => module.Fail(nameof(ICryptoki.Login), CKR.CKR_DEVICE_ERROR));

        await AssertFaultAsync(HsmFault.Unavailable, () => harness.Registry.OpenAsync(harness.Hsm));
        await harness.Registry.OpenAsync(harness.Hsm);

        await harness.Hsm.CheckAsync(default);
    }

    [Theory]
    [InlineData("1234", "1234")]
    [InlineData("1234\n", "1234")]
    [InlineData("1234\r\n\n", "1234")]
    [InlineData(" 12 34 ", " 12 34 ")]
    [InlineData("\n12", "\n12")]
    public void PinFile_Content_IsReadWithoutTheLineEndAfterIt(string content, string pin)
    {
        using var directory = new TemporaryDirectory();
        File.WriteAllText(directory.File("pin"), content);

        Assert.Equal(System.Text.Encoding.UTF8.GetBytes(pin), new PinFile(directory.File("pin")).Read());
    }

    [Fact]
    public void PinFile_NothingToRead_IsRefusedNamingTheSetting()
    {
        using var directory = new TemporaryDirectory();
        File.WriteAllText(directory.File("empty"), "\n");
        File.WriteAllBytes(directory.File("long"), new byte[257]);

        foreach (var name in new[] { "missing", "empty", "long" })
        {
            var exception = Assert.Throws<HsmException>(() => new PinFile(directory.File(name)).Read());
            Assert.Equal(HsmFault.Refused, exception.Fault);
            Assert.Contains("Kms__Hsm__PinFile", exception.Message, StringComparison.Ordinal);
        }
    }
}
