using Kms.Grains.Abstractions.Errors;
using Kms.Grains.Abstractions.Hosting;
using Kms.Grains.Abstractions.Keys;
using Kms.Grains.Hsm;
using Kms.Grains.Storage;

namespace Kms.Grains.Tests.Keys;

/// <summary>What becomes due by itself, and what is left behind.</summary>
[Collection(nameof(KeyCluster))]
public sealed class KeyWakeTests(KeyCluster cluster) : IDisposable
{
    public void Dispose() => cluster.Storage.Heal();

    [Fact]
    public async Task Wake_NothingDue_ChangesNothing()
    {
        var key = await cluster.NewKeyAsync(rotationDays: 30);
        cluster.Time.Advance(TimeSpan.FromDays(29));
        await key.WakeAsync();
        await key.WakeAsync();
        await cluster.Key(ResourceId.New()).WakeAsync();

        Assert.Equal(1, (await key.HeadAsync())!.Revision);
    }

    [Fact]
    public async Task Wake_RotationDueSinceThreePeriods_RotatesOnce()
    {
        var key = await cluster.NewKeyAsync(rotationDays: 30);
        var ciphertext = await key.EncryptAsync(1);
        cluster.Time.Advance(TimeSpan.FromDays(100));
        Assert.True(await IsDueAsync(key));
        await key.WakeAsync();
        await key.WakeAsync();

        Assert.Equal(new KeyVersionNumber(2), (await key.Crypto.EncryptAsync(new EncryptRequest { Plaintext = [1] })).Version);
        Assert.Equal([1], await key.DecryptAsync(ciphertext));
        Assert.Equal(cluster.Time.GetUtcNow().AddDays(30), (await key.HeadAsync())!.Key.RotateAt);
        Assert.False(await IsDueAsync(key));
    }

    [Fact]
    public async Task Wake_DisabledKeyWithRotationDue_RotatesOnceEnabled()
    {
        var key = await cluster.NewKeyAsync(rotationDays: 30);
        await key.Grain.DisableKeyAsync(new DisableKeyRequest());
        cluster.Time.Advance(TimeSpan.FromDays(100));
        Assert.False(await IsDueAsync(key));
        await key.WakeAsync();
        Assert.Equal(1u, (await key.HeadAsync())!.Key.Primary.Value);

        await key.Grain.EnableKeyAsync(new EnableKeyRequest());
        Assert.True(await IsDueAsync(key));
        await key.WakeAsync();
        Assert.Equal(2u, (await key.HeadAsync())!.Key.Primary.Value);
    }

    [Fact]
    public async Task KeyDue_SweptOrNot_IsGoneForEveryCall()
    {
        var key = await cluster.NewKeyAsync();
        var ciphertext = await key.EncryptAsync(1);
        await key.Grain.ScheduleKeyDeletionAsync(new ScheduleKeyDeletionRequest());
        cluster.Time.Advance(TimeSpan.FromDays(7));

        for (var swept = 0; swept < 2; swept++)
        {
            Assert.Equal(KmsErrorCode.NotFound, await KeyCluster.CodeOf(key.StateAsync()));
            Assert.Equal(KmsErrorCode.NotFound, await KeyCluster.CodeOf(key.DecryptAsync(ciphertext)));
            Assert.Equal(KmsErrorCode.NotFound, await KeyCluster.CodeOf(key.Grain.CancelKeyDeletionAsync(new CancelKeyDeletionRequest())));
            Assert.Equal(KmsErrorCode.NotFound, await KeyCluster.CodeOf(key.RotateAsync()));
            Assert.Equal(KmsErrorCode.AlreadyExists, await KeyCluster.CodeOf(key.Grain.CreateKeyAsync(new CreateKeyRequest { Spec = KeySpec.Aes256 })));
            await key.WakeAsync();
        }
    }

    [Fact]
    public async Task Wake_KeyDue_LeavesATombstoneWithoutMaterial()
    {
        var key = await cluster.NewKeyAsync();
        for (var version = 2; version <= 50; version++)
        {
            await key.RotateAsync();
        }

        var wrapped = (await key.HeadAsync())!.Versions.Select(version => version.Material!.Wrapped!.Mac).Concat(
            (await key.PageAsync(0))!.Versions.Select(version => version.Material!.Wrapped!.Mac)).ToList();
        await key.Grain.ScheduleKeyDeletionAsync(new ScheduleKeyDeletionRequest());
        cluster.Time.Advance(TimeSpan.FromDays(7));
        await key.WakeAsync();
        var head = (await key.HeadAsync())!;

        Assert.Equal((KeyState.Destroyed, 50u), (head.Key.State, head.Key.Primary.Value));
        Assert.Empty(head.Versions);
        Assert.True(head.Key.Unerased.IsEmpty);
        Assert.All([await key.PageAsync(0), await key.PageAsync(1)], page => Assert.All(page!.Versions, version => Assert.Null(version.Material)));
        Assert.All(wrapped, mac => Assert.Contains(cluster.Hsm.Forgotten, forgotten => forgotten.Mac.AsSpan().SequenceEqual(mac)));
        Assert.False(await IsDueAsync(key));
        Assert.False(await IsListedAsync(key));
        var revision = head.Revision;
        await key.WakeAsync();
        Assert.Equal(revision, (await key.HeadAsync())!.Revision);
    }

    [Fact]
    public async Task Wake_ErasureFailsHalfWay_IsDueAgainAndFinishes()
    {
        var key = await cluster.NewKeyAsync();
        for (var version = 2; version <= 50; version++)
        {
            await key.RotateAsync();
        }

        await key.Grain.ScheduleKeyDeletionAsync(new ScheduleKeyDeletionRequest());
        cluster.Time.Advance(TimeSpan.FromDays(7));
        cluster.Storage.BeforeWrite = id => id == key.Page(1) ? throw new StorageException("away") : Task.CompletedTask;
        Assert.Equal(KmsErrorCode.Unavailable, await KeyCluster.CodeOf(key.WakeAsync()));
        cluster.Storage.Heal();

        // The tombstone came first: the key is gone, leaves the list, and is still found by the scheduler.
        Assert.Equal(KeyState.Destroyed, (await key.HeadAsync())!.Key.State);
        Assert.False(await IsListedAsync(key));
        Assert.True(await IsDueAsync(key));
        await key.WakeAsync();
        Assert.All((await key.PageAsync(1))!.Versions, version => Assert.Null(version.Material));
        Assert.False(await IsDueAsync(key));
    }

    [Fact]
    public async Task Wake_VersionsDueOnPageAndInHead_ErasesExactlyThose()
    {
        var key = await cluster.NewKeyAsync();
        var ciphertexts = new List<byte[]> { await key.EncryptAsync(1) };
        for (var version = 2; version <= 40; version++)
        {
            await key.RotateAsync();
            ciphertexts.Add(await key.EncryptAsync((byte)version));
        }

        foreach (var version in new uint[] { 2, 30 })
        {
            await key.Grain.ScheduleKeyVersionDeletionAsync(new ScheduleKeyVersionDeletionRequest { Version = new(version) });
        }

        cluster.Time.Advance(TimeSpan.FromDays(7));
        Assert.Equal(KmsErrorCode.InvalidArgument, await KeyCluster.CodeOf(key.DecryptAsync(ciphertexts[1])));
        await key.WakeAsync();

        for (var version = 1; version <= 40; version++)
        {
            if (version is 2 or 30)
            {
                Assert.Equal(KmsErrorCode.InvalidArgument, await KeyCluster.CodeOf(key.DecryptAsync(ciphertexts[version - 1])));
            }
            else
            {
                Assert.Equal([(byte)version], await key.DecryptAsync(ciphertexts[version - 1]));
            }
        }

        Assert.Equal([2], (await key.PageAsync(0))!.Versions.Where(version => version.Material is null).Select(version => (int)version.Number));
        Assert.Equal([30], (await key.HeadAsync())!.Versions.Where(version => version.Material is null).Select(version => (int)version.Number));
        Assert.Equal(38, (await key.Grain.DescribeKeyVersionsAsync(new DescribeKeyVersionsRequest { PageNumber = 1, PageSize = 10 })).TotalCount);
        Assert.False(await IsDueAsync(key));
    }

    [Fact]
    public async Task Wake_RotationFails_StaysDue()
    {
        var key = await cluster.NewKeyAsync(rotationDays: 1);
        cluster.Time.Advance(TimeSpan.FromDays(1));
        cluster.Hsm.FailNext(new HsmException(HsmFault.Unavailable, "away"));
        Assert.Equal(KmsErrorCode.Unavailable, await KeyCluster.CodeOf(key.WakeAsync()));
        Assert.True(await IsDueAsync(key));
        await key.WakeAsync();
        Assert.Equal(2u, (await key.HeadAsync())!.Key.Primary.Value);
    }

    private async Task<bool> IsDueAsync(TestKey key)
    {
        var bucket = Buckets.Of(key.Id);
        var due = await cluster.Storage.DueAsync(bucket, bucket, cluster.Time.GetUtcNow(), int.MaxValue, CancellationToken.None);
        return due.Any(record => record.Id == key.Record);
    }

    private async Task<bool> IsListedAsync(TestKey key) =>
        (await cluster.Storage.ListAsync("root", RecordKinds.Key, cluster.Time.GetUtcNow(), 0, int.MaxValue, CancellationToken.None)).Rows.Any(row => row.Id == key.Id);
}
