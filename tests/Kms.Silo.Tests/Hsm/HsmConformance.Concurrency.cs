using System.Security.Cryptography;
using Kms.Grains.Hsm;

namespace Kms.Silo.Tests.Hsm;

public abstract partial class HsmConformance
{
    [Fact]
    public async Task Use_32TasksOver50Keys_AllResultsAreRight()
    {
        const int Keys = 50;
        var keys = new List<(KeyBinding Binding, WrappedKey Key, byte[] Plaintext, byte[] Encryption)>();
        for (var i = 0; i < Keys; i++)
        {
            var (binding, key) = await NewAesAsync($"concurrent{i:000000}");
            var plaintext = RandomNumberGenerator.GetBytes(16 + i);
            keys.Add((binding, key, plaintext, await EncryptAsync(Hsm, binding, key, plaintext)));
        }

        await InParallelAsync(32, async task =>
        {
            for (var i = 0; i < Keys; i++)
            {
                var (binding, key, plaintext, encryption) = keys[(i + (task * 7)) % Keys];
                Assert.Equal(plaintext, await DecryptAsync(Hsm, binding, key, encryption));
                var own = RandomNumberGenerator.GetBytes(100);
                Assert.Equal(own, await DecryptAsync(Hsm, binding, key, await EncryptAsync(Hsm, binding, key, own)));
                Assert.Null(await DecryptAsync(Hsm, binding, key, Flipped(encryption, 14)));
            }
        });
    }

    [Fact]
    public async Task Use_OneRsaKeyByManyTasks_AllResultsAreRight()
    {
        var (binding, key) = await fixture.RsaAsync();
        var expected = await Hsm.SignRsaAsync(binding, key, new byte[10], default);
        using var rsa = await PublicKeyAsync();
        var block = rsa.Encrypt("secret"u8, RSAEncryptionPadding.Pkcs1);

        await InParallelAsync(8, async _ =>
        {
            for (var i = 0; i < 10; i++)
            {
                Assert.Equal(expected, await Hsm.SignRsaAsync(binding, key, new byte[10], default));
                var destination = new byte[BlockLength];
                Assert.Equal(6, await Hsm.DecryptRsaAsync(binding, key, block, destination, default));
                Assert.Equal("secret"u8.ToArray(), destination[..6]);
                Assert.Equal(-1, await Hsm.DecryptRsaAsync(binding, key, expected, destination, default));
            }
        });
    }

    [Fact]
    public async Task ComputeMac_ManyTasks_AllResultsAreRight()
    {
        var expected = new List<byte[]>();
        for (var i = 0; i < 16; i++)
            expected.Add(await MacAsync(Hsm, [(byte)i, 1, 2]));

        await InParallelAsync(16, async task =>
        {
            for (var i = 0; i < 100; i++)
                Assert.Equal(expected[task], await MacAsync(Hsm, [(byte)task, 1, 2]));
        });
    }

    [Fact]
    public async Task Forget_WhileInUse_OperationsEndNormally()
    {
        var (binding, key) = await NewAesAsync();
        var encryption = await EncryptAsync(Hsm, binding, key, "kept"u8.ToArray());
        var running = 4;

        await InParallelAsync(5, async task =>
        {
            if (task == 0)
            {
                while (Volatile.Read(ref running) > 0)
                {
                    Hsm.Forget(key);
                    await Task.Yield();
                }

                return;
            }

            try
            {
                for (var i = 0; i < 200; i++)
                    Assert.Equal("kept"u8.ToArray(), await DecryptAsync(Hsm, binding, key, encryption));
            }
            finally
            {
                Interlocked.Decrement(ref running);
            }
        });
    }

    [Fact]
    public async Task Forget_AnyKey_LeavesItUsable()
    {
        var (binding, key) = await NewAesAsync();
        Hsm.Forget(key);
        var encryption = await EncryptAsync(Hsm, binding, key, "kept"u8.ToArray());

        Hsm.Forget(key);
        Hsm.Forget(key);
        Hsm.Forget(key with { Mac = [] });

        Assert.Equal("kept"u8.ToArray(), await DecryptAsync(Hsm, binding, key, encryption));
    }

    [Fact]
    public async Task AnyCall_CancelledBefore_IsCancelled()
    {
        var (binding, key) = await NewAesAsync();
        var (rsaBinding, rsa) = await fixture.RsaAsync();
        var cancelled = new CancellationToken(canceled: true);

        await AssertCancelledAsync(async () => await Hsm.GenerateAsync(binding, cancelled));
        await AssertCancelledAsync(async () => await Hsm.EncryptAsync(binding, key, default, new byte[1], new byte[29], cancelled));
        await AssertCancelledAsync(async () => await Hsm.DecryptAsync(binding, key, default, new byte[29], new byte[1], cancelled));
        await AssertCancelledAsync(async () => await Hsm.DecryptRsaAsync(rsaBinding, rsa, new byte[256], new byte[256], cancelled));
        await AssertCancelledAsync(async () => await Hsm.SignRsaAsync(rsaBinding, rsa, new byte[1], cancelled));
        await AssertCancelledAsync(async () => await Hsm.GetPublicKeyAsync(rsaBinding, rsa, cancelled));
        await AssertCancelledAsync(async () => await Hsm.ComputeMacAsync(1, new byte[1], new byte[32], cancelled));
        await AssertCancelledAsync(async () => await Hsm.CheckAsync(cancelled));

        await Hsm.CheckAsync(default);
        Assert.NotNull(await DecryptAsync(Hsm, binding, key, await EncryptAsync(Hsm, binding, key, new byte[1])));
    }

    private static async Task AssertCancelledAsync(Func<Task> call) => await Assert.ThrowsAnyAsync<OperationCanceledException>(call);

    private static Task InParallelAsync(int tasks, Func<int, Task> body) =>
        Task.WhenAll(Enumerable.Range(0, tasks).Select(task => Task.Run(() => body(task))));
}
