using System.Security.Cryptography;
using Kms.Silo.Hsm.Pkcs11.Native;
using Kms.Testing;
using Net.Pkcs11Interop.Common;
using static Kms.Silo.Tests.Hsm.Pkcs11.TokenHarness;

namespace Kms.Silo.Tests.Hsm.Pkcs11;

/// <summary>Unwrapped keys in the token: how many there are, and that nobody loses one in use.</summary>
public sealed class ObjectTests
{
    [Fact]
    public async Task Use_ColdKeyByManyAtOnce_IsUnwrappedOnce()
    {
        await using var harness = await OpenAsync();
        var key = await harness.NewKeyAsync();
        var before = harness.Module.Calls(nameof(ICryptoki.UnwrapKey));

        await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => Task.Run(key.AssertWorksAsync)));

        Assert.Equal(before + 1, harness.Module.Calls(nameof(ICryptoki.UnwrapKey)));
    }

    [Fact]
    public async Task Use_MoreKeysThanTheCacheHolds_EvictsUnderUseAndAllResultsAreRight()
    {
        const int Keys = 40;
        const int Capacity = 5;
        await using var harness = await OpenAsync(timing: Quiet with { Objects = Capacity, Check = TimeSpan.FromMilliseconds(20) });
        var keys = new List<(TestKey Key, byte[] Plaintext, byte[] Encryption)>();
        for (var i = 0; i < Keys; i++)
        {
            var key = await harness.NewKeyAsync($"evicted{i:000000000}");
            var plaintext = RandomNumberGenerator.GetBytes(30 + i);
            keys.Add((key, plaintext, await key.EncryptAsync(plaintext)));
        }

        await Task.WhenAll(Enumerable.Range(0, 4).Select(worker => Task.Run(async () =>
        {
            var random = new Random(worker);
            for (var i = 0; i < TestScale.Choose(500, 20_000); i++)
            {
                var (key, plaintext, encryption) = keys[random.Next(Keys)];
                Assert.Equal(plaintext, await key.DecryptAsync(encryption));
                if (i % 50 == 0)
                    key.Hsm.Forget(key.Wrapped);
            }
        })));

        // Nothing is lost: what was evicted is destroyed once nobody uses it.
        using var raw = new RawToken(harness.Options.Library, harness.Slot);
        Assert.True(await Eventually.TrueAsync(() => Task.FromResult(raw.Find((CKA.CKA_TOKEN, false)).Length <= Capacity + 1), Patience));
        Assert.Equal(1, harness.Openings);
    }

    [Fact]
    public async Task Use_OneKeyByTwoThreadsAtOnce_AllResultsAreRight()
    {
        await using var harness = await OpenAsync();
        var first = await harness.NewWarmKeyAsync("first00000000000");
        var second = await harness.NewWarmKeyAsync("second0000000000");

        await Task.WhenAll(Hammer(first, 1), Hammer(second, 2), Hammer(first, 3));

        Assert.Equal(1, harness.Openings);
        Assert.Equal(0, harness.Module.Calls(nameof(ICryptoki.CloseSession)));

        static Task Hammer(TestKey key, int seed) => Task.Run(async () =>
        {
            var random = new Random(seed);
            for (var i = 0; i < TestScale.Choose(3000, 300_000); i++)
            {
                var plaintext = new byte[random.Next(1, 2000)];
                random.NextBytes(plaintext);
                var encryption = await key.EncryptAsync(plaintext);
                if (i % 7 == 0)
                {
                    encryption[random.Next(encryption.Length)] ^= 1;
                    Assert.Null(await key.DecryptAsync(encryption));
                }
                else
                {
                    Assert.Equal(plaintext, await key.DecryptAsync(encryption));
                }
            }
        });
    }

    [Fact]
    public async Task Forget_UnusedKey_IsDestroyedInTheToken()
    {
        await using var harness = await OpenAsync(timing: Quiet with { Check = TimeSpan.FromMilliseconds(20) });
        using var raw = new RawToken(harness.Options.Library, harness.Slot);
        var before = raw.Find((CKA.CKA_TOKEN, false)).Length;
        var key = await harness.NewWarmKeyAsync();
        Assert.Equal(before + 1, raw.Find((CKA.CKA_TOKEN, false)).Length);

        harness.Hsm.Forget(key.Wrapped);

        Assert.True(await Eventually.TrueAsync(() => Task.FromResult(raw.Find((CKA.CKA_TOKEN, false)).Length == before), Patience));
        await key.AssertWorksAsync();
    }

    [Fact]
    public async Task Encrypt_KeyInTheToken_AllocatesNothing()
    {
        await using var harness = await OpenAsync();
        var key = await harness.NewWarmKeyAsync();
        var (plaintext, encryption, mac) = (new byte[1024], new byte[1024 + 28], new byte[32]);
        // Under load a call may be made on another thread, which costs a task: a round without that shows what the code costs.
        Assert.True(await Eventually.TrueAsync(async () => await RoundAsync() == 0, Patience));

        async Task<long> RoundAsync()
        {
            var (thread, before) = (Environment.CurrentManagedThreadId, GC.GetAllocatedBytesForCurrentThread());
            for (var i = 0; i < 100; i++)
            {
                await harness.Hsm.EncryptAsync(key.Binding, key.Wrapped, mac, plaintext, encryption, default);
                if (!await harness.Hsm.DecryptAsync(key.Binding, key.Wrapped, mac, encryption, plaintext, default))
                    return -1;
                await harness.Hsm.ComputeMacAsync(1, plaintext, mac, default);
            }

            return thread == Environment.CurrentManagedThreadId ? GC.GetAllocatedBytesForCurrentThread() - before : -1;
        }
    }
}
