using System.Collections.Concurrent;
using System.Diagnostics;
using Kms.Grains.Hsm;
using Kms.Silo.Hsm.Pkcs11;
using Kms.Testing;
using static Kms.Silo.Tests.Hsm.Pkcs11.TokenHarness;

namespace Kms.Silo.Tests.Hsm.Pkcs11;

/// <summary>The directory of a SoftHSM token goes away under load, and comes back.</summary>
public sealed class TokenAwayTests
{
    private static readonly Pkcs11Timing Timing = new() { Check = TimeSpan.FromMilliseconds(100) };

    [Fact]
    public async Task Token_AwayAndBackUnderLoad_ServesWhatItHoldsAndHeals()
    {
        await using var harness = await OpenAsync(timing: Timing);
        var key = await harness.NewWarmKeyAsync();
        var cold = await harness.NewKeyAsync("cold000000000000");
        var encryption = await key.EncryptAsync("before"u8.ToArray());
        using var load = new Load(key, encryption);

        harness.Token.TakeAway();
        Assert.True(await Eventually.TrueAsync(async () => !await harness.IsReadyAsync(), Patience));
        await AssertFaultAsync(HsmFault.Unavailable, async () => await harness.Hsm.ComputeMacAsync(1, new byte[1], new byte[32], default));
        await AssertFaultAsync(HsmFault.Unavailable, () => cold.EncryptAsync(new byte[1]));

        // What is in the module goes on working, however long the token is away.
        var attempts = harness.Logger.Entries.Length;
        load.Restart();
        Assert.True(await Eventually.TrueAsync(() => Task.FromResult(load.Served > 2000), Patience));
        Assert.Empty(load.Faults);
        Assert.Null(await key.DecryptAsync(new byte[40])); // junk is junk yet
        Assert.Equal(1, harness.Openings);

        var back = Stopwatch.GetTimestamp();
        harness.Token.BringBack();
        await harness.AssertHealsAsync();
        Assert.True(Stopwatch.GetElapsedTime(back) < TimeSpan.FromSeconds(10), $"{Stopwatch.GetElapsedTime(back)}");
        Assert.Equal(2, harness.Openings);

        await cold.AssertWorksAsync();
        Assert.Equal("before"u8.ToArray(), await key.DecryptAsync(encryption));
        load.Restart();
        Assert.True(await Eventually.TrueAsync(() => Task.FromResult(load.Served > 100), Patience));
        await load.StopAsync();
        Assert.Empty(load.Wrong);
        Assert.All(load.Faults, fault => Assert.Equal(HsmFault.Unavailable, fault.Fault));
    }

    [Fact]
    public async Task Token_AwayAtStart_SaysWhichAndOpensLater()
    {
        await using var harness = Create();
        harness.Token.TakeAway();

        var exception = await AssertFaultAsync(HsmFault.Unavailable, () => harness.Registry.OpenAsync(harness.Hsm));
        Assert.Contains("Kms__Hsm__TokenLabel", exception.Message, StringComparison.Ordinal);

        harness.Token.BringBack();
        await harness.Registry.OpenAsync(harness.Hsm);
        await harness.Hsm.CheckAsync(default);
    }

    [Fact]
    public async Task Token_ClosedWhileItIsAway_Closes()
    {
        await using var harness = await OpenAsync(timing: Timing);
        harness.Token.TakeAway();
        Assert.True(await Eventually.TrueAsync(async () => !await harness.IsReadyAsync(), Patience));

        await harness.Hsm.CloseAsync(default).WaitAsync(TimeSpan.FromSeconds(10));

        harness.Token.BringBack();
    }

    /// <summary>Two threads that encrypt and decrypt, and compare.</summary>
    private sealed class Load : IDisposable
    {
        private readonly CancellationTokenSource _stop = new();
        private readonly Task _running;
        private int _served;

        public Load(TestKey key, byte[] encryption) =>
            _running = Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => RunAsync(key, encryption))));

        public int Served => Volatile.Read(ref _served);

        public ConcurrentQueue<HsmException> Faults { get; } = new();

        public ConcurrentQueue<string> Wrong { get; } = new();

        public void Restart()
        {
            Faults.Clear();
            Volatile.Write(ref _served, 0);
        }

        public async Task StopAsync()
        {
            await _stop.CancelAsync();
            await _running;
        }

        public void Dispose()
        {
            _stop.Cancel();
            _running.Wait();
            _stop.Dispose();
        }

        private async Task RunAsync(TestKey key, byte[] encryption)
        {
            while (!_stop.IsCancellationRequested)
            {
                try
                {
                    if (await key.DecryptAsync(encryption) is not { } plaintext || !plaintext.AsSpan().SequenceEqual("before"u8))
                        Wrong.Enqueue("decryption");
                    if (await key.DecryptAsync(await key.EncryptAsync(new byte[64])) is not { Length: 64 })
                        Wrong.Enqueue("round trip");
                    Interlocked.Increment(ref _served);
                }
                catch (HsmException exception)
                {
                    Faults.Enqueue(exception);
                    await Task.Yield();
                }
            }
        }
    }
}
