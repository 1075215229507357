using Kms.Grains.Abstractions.Errors;
using Kms.Grains.Abstractions.Keys;
using Kms.Grains.Storage;

namespace Kms.Grains.Tests.Keys;

/// <summary>Keys with more versions than a head holds.</summary>
[Collection(nameof(KeyCluster))]
public sealed class KeyPagingTests(KeyCluster cluster) : IDisposable
{
    public void Dispose() => cluster.Storage.Heal();

    [Theory]
    [InlineData(KeySpec.Aes256)]
    [InlineData(KeySpec.Sm4)]
    public async Task Rotate_HundredTimes_EveryVersionStillDecrypts(KeySpec spec)
    {
        var key = await cluster.NewKeyAsync(spec);
        var ciphertexts = new List<byte[]> { await key.EncryptAsync(1) };
        for (var version = 2; version <= 110; version++)
        {
            Assert.Equal((uint)version, await key.RotateAsync());
            ciphertexts.Add(await key.EncryptAsync((byte)version));
            Assert.InRange((await key.HeadAsync())!.Versions.Length, Math.Min(version, 16), 31);
        }

        await key.DeactivateAsync();
        for (var version = 1; version <= 110; version++)
        {
            Assert.Equal([(byte)version], await key.DecryptAsync(ciphertexts[version - 1]));
        }

        Assert.Equal(16, (await key.PageAsync(4))!.Versions.Length);
        Assert.Null(await key.PageAsync(5));
    }

    [Fact]
    public async Task DescribeKeyVersions_OnPagesAndInHead_ListsNewestFirst()
    {
        var key = await RotatedAsync(40);
        await key.Grain.DisableKeyVersionAsync(new DisableKeyVersionRequest { Version = new(2) });
        var seen = new List<KeyVersionDescription>();
        for (var page = 1; page <= 5; page++)
        {
            var reply = await key.Grain.DescribeKeyVersionsAsync(new DescribeKeyVersionsRequest { PageNumber = page, PageSize = 10 });
            Assert.Equal(40, reply.TotalCount);
            seen.AddRange(reply.Versions);
        }

        Assert.Equal(Enumerable.Range(1, 40).Reverse(), seen.Select(version => (int)version.Version.Value));
        Assert.Equal(KeyState.Disabled, seen[^2].State);
        Assert.All(seen, version => Assert.Equal(cluster.Time.GetUtcNow(), version.CreatedAt));
    }

    [Fact]
    public async Task DisableKeyVersion_OnAPage_IsRefusedAtOnceAndEnabledAgain()
    {
        var key = await cluster.NewKeyAsync();
        var ciphertext = await key.EncryptAsync(1);
        await RotateToAsync(key, 33);
        Assert.Equal([1], await key.DecryptAsync(ciphertext));

        await key.Grain.DisableKeyVersionAsync(new DisableKeyVersionRequest { Version = new(1) });
        Assert.Equal(KmsErrorCode.StateConflict, await KeyCluster.CodeOf(key.DecryptAsync(ciphertext)));
        await key.Grain.EnableKeyVersionAsync(new EnableKeyVersionRequest { Version = new(1) });
        Assert.Equal([1], await key.DecryptAsync(ciphertext));
    }

    [Fact]
    public async Task Decrypt_DisabledVersionWithForgedTag_IsTheOneRefusal()
    {
        var key = await cluster.NewKeyAsync();
        var ciphertext = await key.EncryptAsync(1);
        await RotateToAsync(key, 33);
        await key.Grain.DisableKeyVersionAsync(new DisableKeyVersionRequest { Version = new(1) });
        ciphertext[26] ^= 1;

        Assert.Equal(KmsErrorCode.InvalidArgument, await KeyCluster.CodeOf(key.DecryptAsync(ciphertext)));
    }

    [Fact]
    public async Task Rotate_HeadWriteFailsAfterThePage_LosesNothing()
    {
        var key = await cluster.NewKeyAsync();
        var ciphertext = await key.EncryptAsync(1);
        await RotateToAsync(key, 31);
        FailHeadWrites();
        Assert.Equal(KmsErrorCode.Unavailable, await KeyCluster.CodeOf(key.RotateAsync()));
        Assert.NotNull(await key.PageAsync(0));
        Assert.Equal(31, (await key.HeadAsync())!.Versions.Length);
        cluster.Storage.Heal();

        Assert.Equal([1], await key.DecryptAsync(ciphertext));
        Assert.Equal(32u, await key.RotateAsync());
        Assert.Equal(16, (await key.HeadAsync())!.Versions.Length);
        Assert.Equal([1], await key.DecryptAsync(ciphertext));
    }

    [Fact]
    public async Task Wake_VersionDueWhoseOrphanedPageHoldsMaterial_ErasesItThereToo()
    {
        var key = await RotatedAsync(31);
        FailHeadWrites();
        Assert.Equal(KmsErrorCode.Unavailable, await KeyCluster.CodeOf(key.RotateAsync()));
        cluster.Storage.Heal();
        await key.Grain.ScheduleKeyVersionDeletionAsync(new ScheduleKeyVersionDeletionRequest { Version = new(3) });
        cluster.Time.Advance(TimeSpan.FromDays(7));
        await key.WakeAsync();

        Assert.Null((await key.HeadAsync())!.Find(3)!.Material);
        Assert.Null((await key.PageAsync(0))!.Find(3)!.Material);
        Assert.NotNull((await key.PageAsync(0))!.Find(4)!.Material);
        await key.RotateAsync();
        Assert.Null((await key.PageAsync(0))!.Find(3)!.Material);
    }

    [Fact]
    public async Task Rotate_StaleActivationKnowsErasedMaterial_DoesNotBringItBack()
    {
        // It read the head before version 3 was destroyed, and writes the page after that.
        var key = await RotatedAsync(31);
        var stale = (await key.HeadAsync())!;
        FailHeadWrites();
        Assert.Equal(KmsErrorCode.Unavailable, await KeyCluster.CodeOf(key.RotateAsync()));
        cluster.Storage.Heal();
        await key.Grain.ScheduleKeyVersionDeletionAsync(new ScheduleKeyVersionDeletionRequest { Version = new(3) });
        cluster.Time.Advance(TimeSpan.FromDays(7));
        await key.WakeAsync();
        var stored = (await key.PageAsync(0))!;

        var late = new Kms.Grains.Keys.KeyPage { Versions = stale.Versions[..16] }.Over(stored);

        Assert.Null(late.Find(3)!.Material);
        Assert.NotNull(late.Find(4)!.Material);
        Assert.Equal(stored.Revision, late.Revision);
    }

    [Fact]
    public async Task Decrypt_PageIsGone_IsAnInternalErrorAndNotTheCallersFault()
    {
        var key = await cluster.NewKeyAsync();
        var ciphertext = await key.EncryptAsync(1);
        await RotateToAsync(key, 32);
        cluster.Storage.Inner.Tamper(key.Page(0), _ => null);

        Assert.Equal(KmsErrorCode.Internal, await KeyCluster.CodeOf(key.DecryptAsync(ciphertext)));
        Assert.Equal(KmsErrorCode.Internal, await KeyCluster.CodeOf(key.Grain.DescribeKeyVersionsAsync(new DescribeKeyVersionsRequest { PageNumber = 1, PageSize = 100 })));
    }

    private void FailHeadWrites() => cluster.Storage.BeforeWrite = id => id.Kind == RecordKinds.Key ? throw new StorageException("away") : Task.CompletedTask;

    private async Task<TestKey> RotatedAsync(uint versions)
    {
        var key = await cluster.NewKeyAsync();
        await RotateToAsync(key, versions);
        return key;
    }

    private static async Task RotateToAsync(TestKey key, uint versions)
    {
        while (await key.RotateAsync() < versions)
        {
        }
    }
}
