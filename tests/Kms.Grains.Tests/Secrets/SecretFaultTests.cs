using Kms.Grains.Abstractions.Errors;
using Kms.Grains.Abstractions.Hosting;
using Kms.Grains.Hsm;
using Kms.Grains.Scheduling;
using Kms.Grains.Storage;
using Kms.Grains.Tests.Keys;
using static Kms.Grains.Tests.Keys.KeyCluster;

namespace Kms.Grains.Tests.Secrets;

/// <summary>Failures at every step of a command, and what is left of them.</summary>
[Collection(nameof(KeyCluster))]
public sealed class SecretFaultTests(KeyCluster cluster) : IDisposable
{
    public void Dispose() => cluster.Storage.Heal();

    [Fact]
    public async Task CreateVersion_CrashBeforeTheHead_IsOverwrittenByTheNextOne()
    {
        var secret = await TestSecret.NewAsync(cluster);
        FailWrites(secret.Record);

        Assert.Equal(KmsErrorCode.Unavailable, await CodeOf(secret.AddAsync("lost")));
        cluster.Storage.Heal();

        Assert.NotNull(await secret.StoredAsync(2));
        Assert.Equal(KmsErrorCode.NotFound, await secret.CodeOfReadAsync(2));
        Assert.Equal(2u, await secret.AddAsync("two"));
        Assert.Equal("two", await secret.ReadAsync(2));
    }

    [Fact]
    public async Task CreateVersion_CrashBeforeTheHeadThenDelete_ErasesWhatTheCrashLeft()
    {
        var secret = await TestSecret.NewAsync(cluster);
        FailWrites(secret.Record);
        Assert.Equal(KmsErrorCode.Unavailable, await CodeOf(secret.AddAsync("lost")));
        cluster.Storage.Heal();

        await secret.DeleteAsync();

        Assert.Null((await secret.StoredAsync(2))!.Sealed);
    }

    [Fact]
    public async Task CreateVersion_AnswerOfTheHeadLost_ExistsAfterwards()
    {
        var secret = await TestSecret.NewAsync(cluster);
        cluster.Storage.AfterWrite = id => id == secret.Record ? throw new StorageException("lost") : Task.CompletedTask;

        Assert.Equal(KmsErrorCode.Unavailable, await CodeOf(secret.AddAsync("two")));
        cluster.Storage.Heal();

        Assert.Equal("two", await secret.ReadAsync(2));
        Assert.Equal(3u, await secret.AddAsync("three"));
    }

    [Fact]
    public async Task Create_CrashBeforeTheHead_LeavesNoSecretAndIsErasedWhenDue()
    {
        var secret = new TestSecret(cluster, ResourceId.New());
        cluster.Storage.AfterWrite = id => id == secret.VersionRecord(1) ? throw new StorageException("crash") : Task.CompletedTask;

        Assert.Equal(KmsErrorCode.Unavailable, await CodeOf(secret.CreateAsync()));
        cluster.Storage.Heal();
        Assert.Equal(KmsErrorCode.NotFound, await secret.CodeOfReadAsync(1));
        Assert.Equal(KmsErrorCode.AlreadyExists, await CodeOf(secret.CreateAsync()));
        Assert.NotNull((await secret.StoredAsync(1))!.Sealed);

        cluster.Time.Advance(TimeSpan.FromMinutes(11));
        await cluster.Cluster.Client.GetGrain<ISchedulerGrain>(0).RunDueAsync();

        Assert.Null((await secret.StoredAsync(1))!.Sealed);
        Assert.True((await secret.HeadAsync())!.Secret.Unerased.IsEmpty);
    }

    [Fact]
    public async Task Create_HsmBusy_IsUnavailableAndLeavesNoSecret()
    {
        var secret = new TestSecret(cluster, ResourceId.New());
        cluster.Hsm.FailNext(new HsmException(HsmFault.Busy, "busy"));

        Assert.Equal(KmsErrorCode.Unavailable, await CodeOf(secret.CreateAsync()));
        Assert.Equal(KmsErrorCode.NotFound, await secret.CodeOfReadAsync(1));
    }

    [Fact]
    public async Task DeleteVersion_ErasureFails_IsDeletedAndErasedByTheScheduler()
    {
        var secret = await TestSecret.NewAsync(cluster);
        FailWrites(secret.VersionRecord(1));

        await secret.DeleteAsync(1);

        Assert.Equal(KmsErrorCode.NotFound, await secret.CodeOfReadAsync(1));
        Assert.Equal([1u], (await secret.HeadAsync())!.Secret.Unerased.Largest(0, 9));
        Assert.NotNull((await secret.StoredAsync(1))!.Sealed);
        Assert.Equal(KmsErrorCode.Unavailable, await CodeOf(secret.WakeAsync()));

        cluster.Storage.Heal();
        await cluster.Cluster.Client.GetGrain<ISchedulerGrain>(0).RunDueAsync();
        Assert.Null((await secret.StoredAsync(1))!.Sealed);
        Assert.True((await secret.HeadAsync())!.Secret.Unerased.IsEmpty);
    }

    [Fact]
    public async Task Disable_WriteFails_IsNotAnsweredFromMemory()
    {
        var secret = await TestSecret.NewAsync(cluster);
        FailWrites(secret.Record);
        Assert.Equal(KmsErrorCode.Unavailable, await CodeOf(secret.DisableAsync()));
        cluster.Storage.Heal();

        Assert.Equal(2u, await secret.AddAsync("two"));
        Assert.Equal("value", await secret.ReadAsync(1));
    }

    [Fact]
    public async Task Disable_AnswerLost_IsInForceAtOnce()
    {
        var secret = await TestSecret.NewAsync(cluster);
        await secret.ReadAsync(1);
        cluster.Storage.AfterWrite = id => id == secret.Record ? throw new StorageException("lost") : Task.CompletedTask;

        Assert.Equal(KmsErrorCode.Unavailable, await CodeOf(secret.DisableAsync()));

        Assert.Equal(KmsErrorCode.StateConflict, await secret.CodeOfReadAsync(1));
    }

    [Fact]
    public async Task Read_RecordOfAVersionGoneOrExchanged_IsInternalForItAlone()
    {
        var secret = await TestSecret.NewAsync(cluster, "one");
        await secret.AddAsync("two");
        await secret.AddAsync("three");
        byte[]? other = null;
        cluster.Storage.Inner.Tamper(secret.VersionRecord(2), text => other = text);
        cluster.Storage.Inner.Tamper(secret.VersionRecord(1), _ => null);
        cluster.Storage.Inner.Tamper(secret.VersionRecord(3), _ => other);

        Assert.Equal(KmsErrorCode.Internal, await secret.CodeOfReadAsync(1));
        Assert.Equal(KmsErrorCode.Internal, await secret.CodeOfReadAsync(3));
        Assert.Equal("two", await secret.ReadAsync(2));
    }

    [Fact]
    public async Task Read_DatabaseAway_IsUnavailable()
    {
        var secret = new TestSecret(cluster, ResourceId.New());
        cluster.Storage.BeforeRead = _ => throw new StorageException("away");

        Assert.Equal(KmsErrorCode.Unavailable, await secret.CodeOfReadAsync(1));
        Assert.Equal(KmsErrorCode.Unavailable, await CodeOf(secret.EnableAsync()));
    }

    private void FailWrites(RecordId record) =>
        cluster.Storage.BeforeWrite = id => id == record ? throw new StorageException("away") : Task.CompletedTask;
}
