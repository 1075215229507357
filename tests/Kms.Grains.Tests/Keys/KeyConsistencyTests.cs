using Kms.Grains.Abstractions.Errors;
using Kms.Grains.Abstractions.Hosting;
using Kms.Grains.Abstractions.Keys;
using Kms.Grains.Keys;
using Microsoft.Extensions.DependencyInjection;

namespace Kms.Grains.Tests.Keys;

/// <summary>An acknowledged change is in force for whoever asks after it, in both ways of reading.</summary>
public abstract class KeyConsistencyTests(KeyCluster cluster) : IDisposable
{
    public void Dispose()
    {
        cluster.Storage.Heal();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task DisableAndEnable_Acknowledged_AreInForceAtOnce()
    {
        var key = await cluster.NewKeyAsync();
        var ciphertext = await key.EncryptAsync(1);
        for (var i = 0; i < 50; i++)
        {
            await key.Grain.DisableKeyAsync(new DisableKeyRequest());
            Assert.Equal(KmsErrorCode.StateConflict, await key.CodeOfEncryptAsync());
            Assert.Equal(KmsErrorCode.StateConflict, await KeyCluster.CodeOf(key.DecryptAsync(ciphertext)));
            await key.Grain.EnableKeyAsync(new EnableKeyRequest());
            Assert.Equal([1], await key.DecryptAsync(ciphertext));
        }
    }

    [Fact]
    public async Task EveryChange_Acknowledged_IsInForceAtOnce()
    {
        var key = await cluster.NewKeyAsync();
        await key.EncryptAsync(1);
        await key.RotateAsync();
        Assert.Equal(new KeyVersionNumber(2), (await key.Crypto.EncryptAsync(new EncryptRequest { Plaintext = [1] })).Version);
        await key.Grain.DisableKeyVersionAsync(new DisableKeyVersionRequest { Version = new(2) });
        Assert.Equal(KmsErrorCode.StateConflict, await key.CodeOfEncryptAsync());
        await key.RotateAsync();
        Assert.Equal(new KeyVersionNumber(3), (await key.Crypto.EncryptAsync(new EncryptRequest { Plaintext = [1] })).Version);
        await key.Grain.ScheduleKeyDeletionAsync(new ScheduleKeyDeletionRequest());
        Assert.Equal(KmsErrorCode.StateConflict, await key.CodeOfEncryptAsync());
    }

    [Fact]
    public async Task CreateKey_SomebodyAskedJustBefore_IsUsableAtOnce()
    {
        var key = cluster.Key(ResourceId.New());
        Assert.Equal(KmsErrorCode.NotFound, await key.CodeOfEncryptAsync());
        await key.Grain.CreateKeyAsync(new CreateKeyRequest { Spec = KeySpec.Aes256 });
        await key.EncryptAsync(1);
    }

    [Fact]
    public async Task DisableKey_WhileASnapshotIsBeingRead_IsInForceForWhoeverAsksAfterIt()
    {
        var key = await cluster.NewKeyAsync();
        var (begun, held) = (new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        cluster.Storage.AfterRead = id => id == key.Record && begun.TrySetResult() ? held.Task : Task.CompletedTask;

        // The first read has seen the enabled key and is held up on its way back.
        var early = key.EncryptAsync(1);
        await begun.Task;
        await key.Grain.DisableKeyAsync(new DisableKeyRequest());
        var late = key.CodeOfEncryptAsync();
        held.SetResult();

        Assert.Equal(KmsErrorCode.StateConflict, await late);
        await SettledAsync(early);
        Assert.Equal(KmsErrorCode.StateConflict, await key.CodeOfEncryptAsync());
    }

    [Fact]
    public async Task Encrypt_ManyAtOnceWhileTheKeyIsDisabled_NoneSucceedsAfterTheAnswer()
    {
        var key = await cluster.NewKeyAsync();
        var acknowledged = 0;
        var violations = 0;
        var callers = Enumerable.Range(0, 8).Select(async _ =>
        {
            while (true)
            {
                var after = Volatile.Read(ref acknowledged) == 1;
                try
                {
                    await key.EncryptAsync(1);
                    if (after)
                    {
                        Interlocked.Increment(ref violations);
                        return;
                    }
                }
                catch (KmsException e) when (e.Code == KmsErrorCode.StateConflict)
                {
                    if (after)
                    {
                        return;
                    }
                }
            }
        }).ToList();
        await key.EncryptAsync(1);
        await key.Grain.DisableKeyAsync(new DisableKeyRequest());
        Volatile.Write(ref acknowledged, 1);
        await Task.WhenAll(callers);

        Assert.Equal(0, violations);
    }

    /// <summary>It was invoked before the change, so it may succeed or be refused; it must only end.</summary>
    private static async Task SettledAsync(Task call)
    {
        try
        {
            await call;
        }
        catch (KmsException e) when (e.Code == KmsErrorCode.StateConflict)
        {
        }
    }
}

[Collection(nameof(KeyCluster))]
public sealed class KeyConsistencyHoldTests(KeyCluster cluster) : KeyConsistencyTests(cluster)
{
    private readonly KeyCluster _cluster = cluster;

    [Fact]
    public async Task Encrypt_Repeated_ReadsTheKeyOnce()
    {
        var key = await _cluster.NewKeyAsync();
        await key.EncryptAsync(1);
        var reads = _cluster.Storage.Inner.Reads;
        for (var i = 0; i < 20; i++)
        {
            await key.EncryptAsync(1);
        }

        Assert.Equal(reads, _cluster.Storage.Inner.Reads);
    }

    [Fact]
    public async Task Decrypt_Garbage_DoesNotReadTheKeyAgain()
    {
        var key = await _cluster.NewKeyAsync();
        await key.EncryptAsync(1);
        var reads = _cluster.Storage.Inner.Reads;

        Assert.Equal(KmsErrorCode.InvalidArgument, await KeyCluster.CodeOf(key.DecryptAsync(new byte[100])));
        Assert.Equal(reads, _cluster.Storage.Inner.Reads);
    }
}

[Collection(nameof(SharedKeyCluster))]
public sealed class KeyConsistencySharedTests(SharedKeyCluster cluster) : KeyConsistencyTests(cluster)
{
    private readonly KeyCluster _cluster = cluster;

    [Fact]
    public async Task Encrypt_AnotherSiloHasDisabledTheKey_IsRefusedThoughNobodyToldThisOne()
    {
        var key = await _cluster.NewKeyAsync();
        await key.EncryptAsync(1);
        var head = (await key.HeadAsync())!;
        await _cluster.Services.GetRequiredService<KeyRecords>()
            .WriteAsync(key.Record, head with { Key = head.Key with { State = KeyState.Disabled } }, _cluster.Time.GetUtcNow());

        Assert.Equal(KmsErrorCode.StateConflict, await key.CodeOfEncryptAsync());
    }
}
