using Kms.Grains.Abstractions.Catalog;
using Kms.Grains.Abstractions.Errors;
using Kms.Grains.Abstractions.Keys;
using Kms.Grains.Abstractions.Secrets;
using Kms.Grains.Storage;
using Kms.Testing.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Orleans.TestingHost;

namespace Kms.Grains.Tests.Catalog;

/// <summary>One silo with the fake storage and a clock of the tests'; each test has an account of its own.</summary>
public sealed class CatalogFixture : IAsyncLifetime
{
    private InProcessTestCluster? _cluster;

    internal MemoryStorage Storage { get; } = new();

    internal FakeTimeProvider Time { get; } = new(new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero));

    internal ICatalogGrain Catalog(string account) => _cluster!.Client.GetGrain<ICatalogGrain>(account);

    public async ValueTask InitializeAsync()
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.AddSingleton<IRecordStore>(Storage);
            silo.Services.AddSingleton<TimeProvider>(Time);
            silo.Services.UseTimeProviderForBackgroundAreas(TimeProvider.System);
        });
        _cluster = builder.Build();
        await _cluster.DeployAsync();
    }

    public async ValueTask DisposeAsync() => await _cluster!.DisposeAsync();
}

public sealed class CatalogGrainTests(CatalogFixture fixture) : IClassFixture<CatalogFixture>
{
    private static int s_accounts;

    private readonly string _account = $"account-{Interlocked.Increment(ref s_accounts)}";

    [Fact]
    public async Task ListKeys_Row_ShowsEveryField()
    {
        var deleteAt = fixture.Time.GetUtcNow().AddDays(7).AddTicks(10);
        await WriteAsync(RecordKinds.Key, "k1", Entry() with
        {
            Name = "name", Description = "description", Spec = (int)KeySpec.Rsa2048, State = (int)KeyState.PendingDeletion, RotationDays = 30,
            DeleteAtMicroseconds = Instants.ToMicroseconds(deleteAt), Protection = (int)Protection.Hsm,
        });

        var reply = await ListKeysAsync(1, 10);

        Assert.Equal(1, reply.TotalCount);
        Assert.Equal(
            new KeyDescription
            {
                KeyId = "k1", Name = "name", Description = "description", Spec = KeySpec.Rsa2048, State = KeyState.PendingDeletion,
                CreatedAt = DateTimeOffset.UnixEpoch.AddMicroseconds(1), RotationDays = 30, DeleteAt = deleteAt, Protection = Protection.Hsm,
            },
            Assert.Single(reply.Keys));
    }

    [Fact]
    public async Task ListSecrets_Row_ShowsEveryField()
    {
        await WriteAsync(RecordKinds.Secret, "s1", Entry() with { Name = "name", Description = "description", State = (int)SecretState.Disabled });

        var reply = await fixture.Catalog(_account).ListSecretsAsync(new ListSecretsRequest { PageNumber = 1, PageSize = 10 });

        Assert.Equal(1, reply.TotalCount);
        Assert.Equal(
            new SecretDescription { SecretId = "s1", Name = "name", Description = "description", State = SecretState.Disabled, CreatedAt = DateTimeOffset.UnixEpoch.AddMicroseconds(1) },
            Assert.Single(reply.Secrets));
        Assert.Equal(0, (await ListKeysAsync(1, 10)).TotalCount);
    }

    [Fact]
    public async Task ListKeys_Pages_CountFromOne()
    {
        foreach (var i in Enumerable.Range(1, 25))
        {
            await WriteAsync(RecordKinds.Key, $"k{i}", Entry() with { CreatedMicroseconds = i });
        }

        Assert.Equal(["k25", "k24"], (await ListKeysAsync(1, 10)).Keys.Take(2).Select(key => key.KeyId));
        Assert.Equal(["k5", "k4", "k3", "k2", "k1"], (await ListKeysAsync(3, 10)).Keys.Select(key => key.KeyId));
        var beyond = await ListKeysAsync(int.MaxValue, 100);
        Assert.Equal((25, 0), (beyond.TotalCount, beyond.Keys.Length));
    }

    [Fact]
    public async Task ListKeys_FromItsDueInstant_LeavesTheKeyOut()
    {
        var deleteAt = fixture.Time.GetUtcNow().AddDays(7);
        await WriteAsync(RecordKinds.Key, "k1", Entry() with { DeleteAtMicroseconds = Instants.ToMicroseconds(deleteAt) });

        Assert.Equal(1, (await ListKeysAsync(1, 10)).TotalCount);
        fixture.Time.SetUtcNow(deleteAt);
        var reply = await ListKeysAsync(1, 10);

        Assert.Equal((0, 0), (reply.TotalCount, reply.Keys.Length));
    }

    [Theory]
    [InlineData("system")]
    [InlineData("a/b")]
    public async Task List_AccountThatNobodyHas_IsNotFound(string account)
    {
        await AssertRefusedAsync(KmsErrorCode.NotFound, () => fixture.Catalog(account).ListKeysAsync(new ListKeysRequest { PageNumber = 1, PageSize = 10 }));
        await AssertRefusedAsync(KmsErrorCode.NotFound, () => fixture.Catalog(account).ListSecretsAsync(new ListSecretsRequest { PageNumber = 1, PageSize = 10 }));
    }

    [Theory]
    [InlineData(0, 10)]
    [InlineData(-1, 10)]
    [InlineData(1, 0)]
    [InlineData(1, 101)]
    public async Task List_PageThatCannotBe_IsRefused(int number, int size) =>
        await AssertRefusedAsync(KmsErrorCode.InvalidArgument, () => ListKeysAsync(number, size));

    [Fact]
    public async Task List_DeadlinePassed_IsRefused() => await AssertRefusedAsync(
        KmsErrorCode.Unavailable,
        () => fixture.Catalog(_account).ListKeysAsync(new ListKeysRequest { PageNumber = 1, PageSize = 10, Deadline = fixture.Time.GetUtcNow() }));

    [Fact]
    public async Task List_DatabaseAway_IsUnavailable()
    {
        fixture.Storage.FailNextList(new StorageException("SELECT secret detail"));

        var refusal = await AssertRefusedAsync(KmsErrorCode.Unavailable, () => ListKeysAsync(1, 10));

        Assert.DoesNotContain("detail", refusal.ToString(), StringComparison.Ordinal);
        Assert.Equal(0, (await ListKeysAsync(1, 10)).TotalCount);
    }

    private Task<ListKeysReply> ListKeysAsync(int number, int size) =>
        fixture.Catalog(_account).ListKeysAsync(new ListKeysRequest { PageNumber = number, PageSize = size });

    private static async Task<KmsException> AssertRefusedAsync(KmsErrorCode code, Func<Task> call)
    {
        var refusal = await Assert.ThrowsAsync<KmsException>(call);
        Assert.Equal(code, refusal.Code);
        return refusal;
    }

    private static CatalogEntry Entry() => new() { Listed = true, CreatedMicroseconds = 1, State = 1 };

    private async Task WriteAsync(string kind, string id, CatalogEntry entry) => await fixture.Storage.TryWriteAsync(
        new StoredRecord
        {
            Schema = 1, Id = new RecordId(kind, _account, id), Revision = 1, MacGeneration = 1, Mac = new byte[RecordMac.Length],
            Index = StorageJson.WriteIndex(entry), Doc = "{}"u8.ToArray(),
        },
        0,
        CancellationToken.None);
}
