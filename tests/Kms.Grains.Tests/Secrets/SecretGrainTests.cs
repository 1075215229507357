using Kms.Grains.Abstractions.Errors;
using Kms.Grains.Abstractions.Hosting;
using Kms.Grains.Abstractions.Secrets;
using Kms.Grains.Storage;
using Kms.Grains.Tests.Keys;
using static Kms.Grains.Tests.Keys.KeyCluster;

namespace Kms.Grains.Tests.Secrets;

[Collection(nameof(KeyCluster))]
public sealed class SecretGrainTests(KeyCluster cluster)
{
    [Fact]
    public async Task Create_New_CanBeReadAndIsListed()
    {
        var secret = new TestSecret(cluster, ResourceId.New());

        var made = (await secret.CreateAsync("the value")).Secret;

        Assert.Equal((secret.Id, "name", "description", SecretState.Enabled), (made.SecretId, made.Name, made.Description, made.State));
        Assert.Equal("the value", await secret.ReadAsync(1));
        var listed = await cluster.Storage.ListAsync("root", RecordKinds.Secret, cluster.Time.GetUtcNow(), 0, 100, CancellationToken.None);
        Assert.Contains(listed.Rows, row => row.Id == secret.Id);
        Assert.Equal(KmsErrorCode.AlreadyExists, await CodeOf(secret.CreateAsync()));
    }

    [Fact]
    public async Task Create_BadFields_LeaveTheIdFree()
    {
        var secret = new TestSecret(cluster, ResourceId.New());
        var good = new CreateSecretRequest { Data = [65] };

        Assert.All(
            new[]
            {
                good with { Data = [] },
                good with { Data = new byte[65_537] },
                good with { Data = [0xC3] },
                good with { Name = "a\nb" },
                good with { ExpireAt = cluster.Time.GetUtcNow() },
            },
            request => Assert.Equal(KmsErrorCode.InvalidArgument, CodeOf(secret.Grain.CreateSecretAsync(request)).Result));
        await secret.Grain.CreateSecretAsync(good);
    }

    [Fact]
    public async Task SystemAccountAndPassedDeadline_EveryDoor_AreRefused()
    {
        var system = new TestSecret(cluster, "export", GrainKeys.SystemAccount);
        var late = cluster.Time.GetUtcNow();
        var secret = await TestSecret.NewAsync(cluster);

        Assert.Equal(KmsErrorCode.PermissionDenied, await CodeOf(system.CreateAsync()));
        Assert.Equal(KmsErrorCode.PermissionDenied, await system.CodeOfReadAsync(1));
        Assert.Equal(KmsErrorCode.Unavailable, await CodeOf(secret.Grain.DeleteSecretAsync(new DeleteSecretRequest { Deadline = late })));
        Assert.Equal(KmsErrorCode.Unavailable, await CodeOf(secret.Reader.ExportSecretAsync(new ExportSecretRequest { Deadline = late })));
        Assert.Equal("value", await secret.ReadAsync(1));
    }

    [Fact]
    public async Task OtherAccount_SameId_SeesNothing()
    {
        var secret = await TestSecret.NewAsync(cluster);

        Assert.Equal(KmsErrorCode.NotFound, await new TestSecret(cluster, secret.Id, "other").CodeOfReadAsync(1));
    }

    [Fact]
    public async Task Unknown_EveryOperation_IsNotFound()
    {
        var secret = new TestSecret(cluster, ResourceId.New());

        Assert.All(
            new Func<Task>[]
            {
                () => secret.AddAsync("x"), () => secret.ReadAsync(1), () => secret.PageAsync(), secret.ExportAsync, secret.EnableAsync, secret.DisableAsync,
                secret.DeleteAsync, () => secret.EnableAsync(1), () => secret.DisableAsync(1), () => secret.DeleteAsync(1),
                () => secret.ChangeWindowAsync(1, default, default), () => secret.Grain.UpdateSecretAsync(new UpdateSecretRequest { Name = "x" }),
            },
            call => Assert.Equal(KmsErrorCode.NotFound, CodeOf(call()).Result));
    }

    [Fact]
    public async Task Disable_Secret_IsInForceWhenItReturnsAndEnableToo()
    {
        var secret = await TestSecret.NewAsync(cluster);
        Assert.Equal("value", await secret.ReadAsync(1));

        await secret.DisableAsync();
        Assert.Equal(KmsErrorCode.StateConflict, await secret.CodeOfReadAsync(1));
        Assert.Equal(KmsErrorCode.StateConflict, await CodeOf(secret.AddAsync("x")));
        Assert.Equal(KmsErrorCode.StateConflict, await CodeOf(secret.ExportAsync()));
        var page = await secret.PageAsync(data: true);
        Assert.Equal(SecretState.Disabled, page.Secret.State);
        Assert.Null(Assert.Single(page.Versions).Data);

        var revision = (await secret.HeadAsync())!.Revision;
        await secret.DisableAsync();
        Assert.Equal(revision + 1, (await secret.HeadAsync())!.Revision);

        await secret.EnableAsync();
        Assert.Equal("value", await secret.ReadAsync(1));
    }

    [Fact]
    public async Task Disable_Version_ConcernsItAlone()
    {
        var secret = await TestSecret.NewAsync(cluster, "one");
        Assert.Equal(2u, await secret.AddAsync("two"));
        Assert.Equal("one", await secret.ReadAsync(1));

        await secret.DisableAsync(1);
        Assert.Equal(KmsErrorCode.StateConflict, await secret.CodeOfReadAsync(1));
        Assert.Equal("two", await secret.ReadAsync(2));
        Assert.Equal([true, false], (await secret.PageAsync(data: true)).Versions.Select(version => version.Data is not null));
        Assert.All((await secret.PageAsync()).Versions, version => Assert.Null(version.Data));

        await secret.EnableAsync(1);
        Assert.Equal("one", await secret.ReadAsync(1));
    }

    [Fact]
    public async Task Window_Always_DecidesByTheClock()
    {
        var secret = await TestSecret.NewAsync(cluster);
        var now = cluster.Time.GetUtcNow();
        var number = await secret.AddAsync("x", now.AddSeconds(10), now.AddSeconds(20));

        Assert.Equal(KmsErrorCode.StateConflict, await secret.CodeOfReadAsync(number));
        cluster.Time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal("x", await secret.ReadAsync(number));
        cluster.Time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(KmsErrorCode.StateConflict, await secret.CodeOfReadAsync(number));

        await secret.ChangeWindowAsync(number, default, InstantChange.Reset);
        Assert.Equal("x", await secret.ReadAsync(number));
        await secret.ChangeWindowAsync(number, InstantChange.To(now.AddDays(1)), default);
        Assert.Equal(KmsErrorCode.StateConflict, await secret.CodeOfReadAsync(number));
        Assert.Equal(KmsErrorCode.InvalidArgument, await CodeOf(secret.ChangeWindowAsync(number, default, InstantChange.To(now))));
    }

    [Fact]
    public async Task Update_NameOrDescription_ShowsAtOnceEvenWhenDisabled()
    {
        var secret = await TestSecret.NewAsync(cluster);
        await secret.PageAsync();
        await secret.DisableAsync();

        await secret.Grain.UpdateSecretAsync(new UpdateSecretRequest { Name = "new" });

        var described = (await secret.PageAsync()).Secret;
        Assert.Equal(("new", "description"), (described.Name, described.Description));
    }

    [Fact]
    public async Task DeleteVersion_LastOne_ErasesItAndItsNumberIsNeverUsedAgain()
    {
        var secret = await TestSecret.NewAsync(cluster);
        var key = (await secret.StoredAsync(1))!.Sealed!.Key;
        await secret.ReadAsync(1);

        await secret.DeleteAsync(1);

        Assert.Equal(KmsErrorCode.NotFound, await secret.CodeOfReadAsync(1));
        Assert.Equal(KmsErrorCode.NotFound, await CodeOf(secret.DeleteAsync(1)));
        Assert.Equal(0, (await secret.PageAsync()).TotalCount);
        var left = await secret.StoredAsync(1);
        Assert.Equal((SecretState.Deleted, true), (left!.Version.State, left.Sealed is null));
        Assert.True((await secret.HeadAsync())!.Secret.Unerased.IsEmpty);
        Assert.Contains(cluster.Hsm.Forgotten, forgotten => forgotten.Mac.AsSpan().SequenceEqual(key.Mac));
        Assert.Equal(2u, await secret.AddAsync("two"));
    }

    [Fact]
    public async Task Delete_DisabledWithManyVersions_ErasesSixteenAndTheRestByWakes()
    {
        var secret = await TestSecret.NewAsync(cluster);
        for (var i = 2; i <= 20; i++)
        {
            await secret.AddAsync($"value {i}");
        }

        await secret.DisableAsync();
        await secret.DeleteAsync();

        Assert.Equal(KmsErrorCode.NotFound, await secret.CodeOfReadAsync(1));
        Assert.Equal(KmsErrorCode.NotFound, await CodeOf(secret.DeleteAsync()));
        Assert.Equal(KmsErrorCode.AlreadyExists, await CodeOf(secret.CreateAsync()));
        var due = await cluster.Storage.DueAsync(0, 63, cluster.Time.GetUtcNow(), 500, CancellationToken.None);
        Assert.Contains(due, row => row.Id == secret.Record);
        Assert.NotNull((await secret.StoredAsync(1))!.Sealed);

        await secret.WakeAsync();

        for (var number = 1u; number <= 20; number++)
        {
            Assert.Null((await secret.StoredAsync(number))!.Sealed);
        }

        Assert.True((await secret.HeadAsync())!.Secret.Unerased.IsEmpty);
        due = await cluster.Storage.DueAsync(0, 63, cluster.Time.GetUtcNow(), 500, CancellationToken.None);
        Assert.DoesNotContain(due, row => row.Id == secret.Record);
    }

    [Fact]
    public async Task Pages_Of250Versions_AreNewestFirstWithoutTheDeletedOnes()
    {
        var secret = await TestSecret.NewAsync(cluster);
        await Task.WhenAll(Enumerable.Range(0, 249).Select(_ => secret.AddAsync("x")));
        await secret.DeleteAsync(100);
        await secret.DeleteAsync(250);

        var pages = new List<uint>();
        for (var page = 1; page <= 4; page++)
        {
            var reply = await secret.PageAsync(page, 100);
            Assert.Equal(248, reply.TotalCount);
            pages.AddRange(reply.Versions.Select(version => version.Version.Value));
        }

        Assert.Equal(Enumerable.Range(1, 249).Where(number => number != 100).Reverse().Select(number => (uint)number), pages);
        Assert.Equal(KmsErrorCode.InvalidArgument, await CodeOf(secret.PageAsync(0)));
        Assert.Equal(KmsErrorCode.InvalidArgument, await CodeOf(secret.PageAsync(1, 101)));
    }

    [Fact]
    public async Task CreateVersion_ManyAtOnce_EachHasItsOwnNumberAndValue()
    {
        var secret = await TestSecret.NewAsync(cluster);

        var made = await Task.WhenAll(Enumerable.Range(0, 40).Select(async i => (Number: await secret.AddAsync($"value {i}"), Value: $"value {i}")));

        Assert.Equal(40, made.Select(it => it.Number).Distinct().Count());
        Assert.All(made, it => Assert.Equal(it.Value, secret.ReadAsync(it.Number).Result));
    }
}
