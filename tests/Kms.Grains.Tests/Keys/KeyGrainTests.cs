using Kms.Grains.Abstractions.Errors;
using Kms.Grains.Abstractions.Hosting;
using Kms.Grains.Abstractions.Keys;
using Kms.Grains.Storage;

namespace Kms.Grains.Tests.Keys;

[Collection(nameof(KeyCluster))]
public sealed class KeyGrainTests(KeyCluster cluster)
{
    [Fact]
    public async Task CreateKey_Valid_IsDescribedAndListed()
    {
        var key = cluster.Key(ResourceId.New());
        var reply = await key.Grain.CreateKeyAsync(new CreateKeyRequest { Spec = KeySpec.Aes256, Name = "name", Description = "text", RotationDays = 30 });
        var described = await key.Grain.DescribeKeyAsync(new DescribeKeyRequest());

        Assert.Equal(reply.Key, described.Key);
        Assert.Equal((key.Id, "name", "text", KeySpec.Aes256), (described.Key.KeyId, described.Key.Name, described.Key.Description, described.Key.Spec));
        Assert.Equal((KeyState.Enabled, 30, Protection.Hsm), (described.Key.State, described.Key.RotationDays, described.Key.Protection));
        Assert.Equal(cluster.Time.GetUtcNow(), described.Key.CreatedAt);
        var listed = await ListedAsync(key);
        Assert.Equal(("name", 1, 30), (listed!.Name, listed.State, listed.RotationDays));
        Assert.Equal(Instants.ToMicroseconds(cluster.Time.GetUtcNow().AddDays(30)), listed.WakeAtMicroseconds);
    }

    [Theory]
    [InlineData(KeySpec.Aes256, Protection.Hsm)]
    [InlineData(KeySpec.Rsa2048, Protection.Hsm)]
    [InlineData(KeySpec.Sm3Hmac, Protection.Software)]
    [InlineData(KeySpec.Sm4, Protection.Software)]
    public async Task CreateKey_EachKind_SaysWhereItIsUsed(KeySpec spec, Protection protection)
    {
        var key = await cluster.NewKeyAsync(spec);

        Assert.Equal(protection, (await key.Grain.DescribeKeyAsync(new DescribeKeyRequest())).Key.Protection);
    }

    [Fact]
    public async Task CreateKey_IdTaken_IsRefused()
    {
        var key = await cluster.NewKeyAsync();

        Assert.Equal(KmsErrorCode.AlreadyExists, await KeyCluster.CodeOf(key.Grain.CreateKeyAsync(new CreateKeyRequest { Spec = KeySpec.Aes256 })));
    }

    [Theory]
    [InlineData("short")]
    [InlineData("0123456789abcde_")]
    [InlineData("0123456789ABCDEF")]
    public async Task CreateKey_IdThatNoCiphertextCouldCarry_IsRefused(string id) =>
        Assert.Equal(KmsErrorCode.InvalidArgument, await KeyCluster.CodeOf(cluster.Key(id).Grain.CreateKeyAsync(new CreateKeyRequest { Spec = KeySpec.Aes256 })));

    [Fact]
    public async Task AnyCall_SystemAccount_IsDenied()
    {
        var key = cluster.Key("sealing", GrainKeys.SystemAccount);

        Assert.Equal(KmsErrorCode.PermissionDenied, await KeyCluster.CodeOf(key.Grain.DescribeKeyAsync(new DescribeKeyRequest())));
        Assert.Equal(KmsErrorCode.PermissionDenied, await KeyCluster.CodeOf(key.Grain.DisableKeyAsync(new DisableKeyRequest())));
        Assert.Equal(KmsErrorCode.PermissionDenied, await key.CodeOfEncryptAsync());
    }

    [Fact]
    public async Task AnyCall_UnknownKeyOrOtherAccount_IsNotFound()
    {
        var key = await cluster.NewKeyAsync();

        foreach (var other in new[] { cluster.Key(key.Id, "other"), cluster.Key(ResourceId.New()) })
        {
            Assert.Equal(KmsErrorCode.NotFound, await KeyCluster.CodeOf(other.StateAsync()));
            Assert.Equal(KmsErrorCode.NotFound, await KeyCluster.CodeOf(other.Grain.DisableKeyAsync(new DisableKeyRequest())));
            Assert.Equal(KmsErrorCode.NotFound, await other.CodeOfEncryptAsync());
        }
    }

    [Fact]
    public async Task AnyCall_DeadlinePassed_IsRefusedWithoutAnEffect()
    {
        var key = await cluster.NewKeyAsync();
        var late = cluster.Time.GetUtcNow();

        Assert.Equal(KmsErrorCode.Unavailable, await KeyCluster.CodeOf(key.Grain.DisableKeyAsync(new DisableKeyRequest { Deadline = late })));
        Assert.Equal(KmsErrorCode.Unavailable, await KeyCluster.CodeOf(key.Crypto.EncryptAsync(new EncryptRequest { Plaintext = [1], Deadline = late })));
        Assert.Equal(KeyState.Enabled, await key.StateAsync());
    }

    [Fact]
    public async Task UpdateKey_NameAndPeriod_ChangesThem()
    {
        var key = await cluster.NewKeyAsync();
        await key.Grain.UpdateKeyAsync(new UpdateKeyRequest { Name = "other", AutoRotate = true, RotationDays = 7 });
        var described = (await key.Grain.DescribeKeyAsync(new DescribeKeyRequest())).Key;

        Assert.Equal(("other", 7), (described.Name, described.RotationDays));
        Assert.Equal("other", (await ListedAsync(key))!.Name);
        Assert.Equal(KmsErrorCode.InvalidArgument, await KeyCluster.CodeOf(key.Grain.UpdateKeyAsync(new UpdateKeyRequest { Name = "\n" })));
    }

    [Fact]
    public async Task ScheduleAndCancelDeletion_Key_EndsDisabled()
    {
        var key = await cluster.NewKeyAsync();
        var reply = await key.Grain.ScheduleKeyDeletionAsync(new ScheduleKeyDeletionRequest { DelayDays = 9 });
        Assert.Equal(cluster.Time.GetUtcNow().AddDays(9), reply.DeleteAt);
        Assert.Equal(KeyState.PendingDeletion, await key.StateAsync());
        Assert.Equal(KmsErrorCode.StateConflict, await KeyCluster.CodeOf(key.Grain.ScheduleKeyDeletionAsync(new ScheduleKeyDeletionRequest())));
        Assert.Equal(KmsErrorCode.StateConflict, await KeyCluster.CodeOf(key.Grain.EnableKeyAsync(new EnableKeyRequest())));

        await key.Grain.CancelKeyDeletionAsync(new CancelKeyDeletionRequest());
        Assert.Equal(KeyState.Disabled, await key.StateAsync());
        await key.Grain.EnableKeyAsync(new EnableKeyRequest());
        Assert.Equal(KeyState.Enabled, await key.StateAsync());
    }

    [Fact]
    public async Task DisableKey_Repeated_WritesARevisionEachTime()
    {
        var key = await cluster.NewKeyAsync();
        for (var revision = 2; revision <= 4; revision++)
        {
            await key.Grain.DisableKeyAsync(new DisableKeyRequest());
            Assert.Equal(revision, (await key.HeadAsync())!.Revision);
        }

        await key.Grain.EnableKeyAsync(new EnableKeyRequest());
        await key.Grain.EnableKeyAsync(new EnableKeyRequest());
        Assert.Equal(5, (await key.HeadAsync())!.Revision);
    }

    [Fact]
    public async Task VersionVerbs_OldVersion_ChangeItAlone()
    {
        var key = await cluster.NewKeyAsync();
        await key.RotateAsync();
        var first = KeyVersionNumber.First;

        await key.Grain.DisableKeyVersionAsync(new DisableKeyVersionRequest { Version = first });
        Assert.Equal([KeyState.Enabled, KeyState.Disabled], await VersionsAsync(key));
        await key.Grain.EnableKeyVersionAsync(new EnableKeyVersionRequest { Version = first });
        var planned = await key.Grain.ScheduleKeyVersionDeletionAsync(new ScheduleKeyVersionDeletionRequest { Version = first });
        Assert.Equal(cluster.Time.GetUtcNow().AddDays(7), planned.DeleteAt);
        Assert.Equal([KeyState.Enabled, KeyState.PendingDeletion], await VersionsAsync(key));
        await key.Grain.CancelKeyVersionDeletionAsync(new CancelKeyVersionDeletionRequest { Version = first });
        Assert.Equal([KeyState.Enabled, KeyState.Disabled], await VersionsAsync(key));

        Assert.Equal(KmsErrorCode.StateConflict, await KeyCluster.CodeOf(key.Grain.ScheduleKeyVersionDeletionAsync(new ScheduleKeyVersionDeletionRequest { Version = new(2) })));
        Assert.Equal(KmsErrorCode.NotFound, await KeyCluster.CodeOf(key.Grain.DisableKeyVersionAsync(new DisableKeyVersionRequest { Version = new(3) })));
    }

    [Theory]
    [InlineData(0, 10)]
    [InlineData(1, 0)]
    [InlineData(1, 101)]
    public async Task DescribeKeyVersions_PageOutOfRange_IsRefused(int number, int size)
    {
        var key = await cluster.NewKeyAsync();

        Assert.Equal(KmsErrorCode.InvalidArgument, await KeyCluster.CodeOf(key.Grain.DescribeKeyVersionsAsync(new DescribeKeyVersionsRequest { PageNumber = number, PageSize = size })));
    }

    private static async Task<KeyState[]> VersionsAsync(TestKey key)
    {
        var reply = await key.Grain.DescribeKeyVersionsAsync(new DescribeKeyVersionsRequest { PageNumber = 1, PageSize = 10 });
        return [.. reply.Versions.Select(version => version.State)];
    }

    private async Task<CatalogEntry?> ListedAsync(TestKey key) =>
        (await cluster.Storage.ListAsync("root", RecordKinds.Key, cluster.Time.GetUtcNow(), 0, 1000, CancellationToken.None)).Rows.SingleOrDefault(row => row.Id == key.Id)?.Entry;
}
