using Kms.Grains.Hsm;
using Kms.Silo.Hsm.Pkcs11.Native;
using Kms.Testing;
using Kms.Testing.Hsm;
using Net.Pkcs11Interop.Common;
using static Kms.Silo.Tests.Hsm.Pkcs11.TokenHarness;

namespace Kms.Silo.Tests.Hsm.Pkcs11;

/// <summary>Calls that are slow or never return: whom they hold up, and for how long.</summary>
public sealed class HangingTests
{
    [Fact]
    public async Task Rent_AllSessionsTaken_IsBusyAfterTheDeadlineNamingTheSetting()
    {
        await using var harness = await OpenAsync(options => (options.Sessions, options.WaitSeconds) = (1, 1), Quiet with { Call = TimeSpan.FromMinutes(1) });
        var key = await harness.NewWarmKeyAsync();
        using var hanging = harness.Module.Hang(nameof(ICryptoki.Encrypt));
        var held = Task.Run(() => key.EncryptAsync(new byte[1]));
        await hanging.Entered;

        var exception = await AssertFaultAsync(HsmFault.Busy, () => key.EncryptAsync(new byte[1]));

        Assert.Contains("Kms__Hsm__Sessions", exception.Message, StringComparison.Ordinal);
        hanging.Release();
        await held;
        await key.AssertWorksAsync();
    }

    [Fact]
    public async Task Rent_SessionComesBack_ServesWhoWaits()
    {
        await using var harness = await OpenAsync(options => (options.Sessions, options.WaitSeconds) = (1, 60), Quiet with { Call = TimeSpan.FromMinutes(1) });
        var key = await harness.NewWarmKeyAsync();
        using var hanging = harness.Module.Hang(nameof(ICryptoki.Encrypt));
        var held = Task.Run(() => key.EncryptAsync(new byte[1]));
        await hanging.Entered;
        var waiting = Enumerable.Range(0, 10).Select(_ => key.AssertWorksAsync()).ToList();
        Assert.All(waiting, task => Assert.False(task.IsCompleted));

        hanging.Release();

        await Task.WhenAll([held, .. waiting]);
    }

    [Fact]
    public async Task Hang_OneSession_TheOthersServe()
    {
        await using var harness = await OpenAsync();
        var key = await harness.NewWarmKeyAsync();
        using var hanging = harness.Module.Hang(nameof(ICryptoki.Encrypt));
        var held = Task.Run(() => key.EncryptAsync(new byte[1]));
        await hanging.Entered;

        for (var i = 0; i < 20; i++)
            await key.AssertWorksAsync();
        Assert.True(await harness.IsReadyAsync());

        hanging.Release();
        await held;
    }

    [Fact]
    public async Task Hang_EverySession_IsUnavailableAtOnceAndDoesNotHoldUpTheStop()
    {
        var harness = await OpenAsync(options => options.WaitSeconds = 60);
        await using (harness)
        {
            var key = await harness.NewWarmKeyAsync();
            using var first = harness.Module.Hang(nameof(ICryptoki.Encrypt));
            using var second = harness.Module.Hang(nameof(ICryptoki.Encrypt));
            var held = new[] { Task.Run(() => key.EncryptAsync(new byte[1])), Task.Run(() => key.EncryptAsync(new byte[1])) };
            await Task.WhenAll(first.Entered, second.Entered);

            // Until they count as hanging, a caller waits; from then on it does not.
            var waiting = key.EncryptAsync(new byte[1]);
            Assert.True(await Eventually.TrueAsync(() => FailsAtOnceAsync(key), Patience));
            Assert.False(waiting.IsCompleted);

            await harness.Hsm.CloseAsync(default).WaitAsync(TimeSpan.FromSeconds(10));

            Assert.Equal(0, harness.Module.Calls(nameof(ICryptoki.FinalizeModule)));
            await AssertFaultAsync(HsmFault.Unavailable, () => waiting);
            first.Release();
            second.Release();
            await Task.WhenAll(held);
        }
    }

    [Fact]
    public async Task Hang_WhileTheTokenIsLost_IsNotOpenedAnewUnderIt()
    {
        await using var harness = await OpenAsync();
        var key = await harness.NewWarmKeyAsync();
        using var hanging = harness.Module.Hang(nameof(ICryptoki.Encrypt));
        var held = Task.Run(() => key.EncryptAsync(new byte[1]));
        await hanging.Entered;
        harness.Module.Fail(nameof(ICryptoki.EncryptInit), CKR.CKR_DEVICE_REMOVED);
        await AssertFaultAsync(HsmFault.Unavailable, () => key.EncryptAsync(new byte[1]));

        Assert.True(await Eventually.TrueAsync(() => Task.FromResult(harness.Logger.Entries.Any(entry => entry.Message.Contains("have not come back", StringComparison.Ordinal))), Patience));
        Assert.Equal(0, harness.Module.Calls(nameof(ICryptoki.FinalizeModule)));

        hanging.Release();
        await held;
        await harness.AssertHealsAsync();
        await key.AssertWorksAsync();
    }

    [Fact]
    public async Task SlowModule_DoesNotHoldUpItsCallersThread()
    {
        await using var harness = await OpenAsync();
        var key = await harness.NewWarmKeyAsync();
        harness.Module.Slow(nameof(ICryptoki.Encrypt), TimeSpan.FromMilliseconds(20));

        Assert.True(await Eventually.TrueAsync(() => ReturnsBeforeItIsDoneAsync(key), Patience));

        harness.Module.Restore();
        Assert.True(await Eventually.TrueAsync(async () => !await ReturnsBeforeItIsDoneAsync(key), Patience));
    }

    [Fact]
    public async Task SlowModule_CallThatNeverReturns_LetsItsCallerGo()
    {
        await using var harness = await OpenAsync();
        var key = await harness.NewWarmKeyAsync();
        harness.Module.Slow(nameof(ICryptoki.Encrypt), TimeSpan.FromMilliseconds(20));
        Assert.True(await Eventually.TrueAsync(() => ReturnsBeforeItIsDoneAsync(key), Patience));
        harness.Module.Restore();
        using var hanging = harness.Module.Hang(nameof(ICryptoki.Encrypt));

        // The faster session may still be called on this thread: it must not be this one that hangs there.
        var call = Task.Run(() => key.EncryptAsync(new byte[1]));
        await hanging.Entered;
        var exception = await AssertFaultAsync(HsmFault.Unavailable, () => call);

        Assert.Contains("in the module", exception.Message, StringComparison.Ordinal);
        await key.AssertWorksAsync();
        hanging.Release();
        Assert.True(await Eventually.TrueAsync(() => Task.FromResult(harness.Module.Calls(nameof(ICryptoki.CloseSession)) == 1), Patience));
        await key.AssertWorksAsync();
    }

    [Fact]
    public async Task Open_ModuleThatNeverReturns_FailsInTimeAndIsNotEnteredAgain()
    {
        await using var harness = Create(timing: Quiet with { Opening = TimeSpan.FromMilliseconds(200) });
        HangingCall? hanging = null;
        harness.Prepare(module => hanging = module.Hang(nameof(ICryptoki.Login)));

        await AssertFaultAsync(HsmFault.Unavailable, () => harness.Registry.OpenAsync(harness.Hsm));
        var logins = harness.Module.Calls(nameof(ICryptoki.Login));
        var second = await AssertFaultAsync(HsmFault.Unavailable, () => harness.Registry.OpenAsync(harness.Hsm));

        Assert.Contains("restarted", second.Message, StringComparison.Ordinal);
        Assert.Equal(logins, harness.Module.Calls(nameof(ICryptoki.Login)));
        await harness.Hsm.CloseAsync(default).WaitAsync(TimeSpan.FromSeconds(10));
        hanging!.Dispose();
    }

    private static async Task<bool> FailsAtOnceAsync(TestKey key)
    {
        var call = key.EncryptAsync(new byte[1]);
        if (!call.IsCompleted)
            return false;
        await AssertFaultAsync(HsmFault.Unavailable, () => call);
        return true;
    }

    private static async Task<bool> ReturnsBeforeItIsDoneAsync(TestKey key)
    {
        var call = key.EncryptAsync(new byte[1]);
        var isDone = call.IsCompleted;
        await call;
        return !isDone;
    }
}
