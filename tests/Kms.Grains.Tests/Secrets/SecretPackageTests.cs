using System.Text;
using Kms.Grains.Abstractions.Errors;
using Kms.Grains.Abstractions.Hosting;
using Kms.Grains.Abstractions.Secrets;
using Kms.Grains.Secrets.Packages;
using Kms.Grains.Tests.Keys;
using static Kms.Grains.Tests.Keys.KeyCluster;

namespace Kms.Grains.Tests.Secrets;

[Collection(nameof(KeyCluster))]
public sealed class SecretPackageTests(KeyCluster cluster)
{
    [Fact]
    public async Task Export_Import_KeepsNumbersStatesTimesAndValues()
    {
        var (secret, package) = await ExportedAsync();
        var before = await secret.PageAsync();
        cluster.Time.Advance(TimeSpan.FromDays(1));

        var copy = new TestSecret(cluster, ResourceId.New());
        var made = (await copy.ImportAsync(package)).Secret;

        var after = await copy.PageAsync();
        Assert.Equal((copy.Id, "name", "description", SecretState.Enabled), (made.SecretId, made.Name, made.Description, made.State));
        Assert.True(made.CreatedAt > before.Secret.CreatedAt);
        Assert.Equal(before.Versions, after.Versions);
        Assert.Equal("four", await copy.ReadAsync(4));
        Assert.Equal(KmsErrorCode.StateConflict, await copy.CodeOfReadAsync(1));
        Assert.Equal(KmsErrorCode.NotFound, await copy.CodeOfReadAsync(2));
        await copy.EnableAsync(1);
        Assert.Equal("eins, zwei, drei: ÄÖÜ \0 \" \\", await copy.ReadAsync(1));
        Assert.Equal(6u, await copy.AddAsync("next"));
    }

    [Fact]
    public async Task Import_SamePackageAgain_MakesAnotherSecretAndAnIdOnlyOnce()
    {
        var (_, package) = await ExportedAsync();
        var copy = new TestSecret(cluster, ResourceId.New());

        await copy.ImportAsync(package);
        await new TestSecret(cluster, ResourceId.New()).ImportAsync(package);

        Assert.Equal(KmsErrorCode.AlreadyExists, await CodeOf(copy.ImportAsync(package)));
    }

    [Fact]
    public async Task Export_SecretWithoutVersions_CanBeImported()
    {
        var secret = await TestSecret.NewAsync(cluster);
        await secret.DeleteAsync(1);

        var copy = new TestSecret(cluster, ResourceId.New());
        await copy.ImportAsync(await secret.ExportAsync());

        Assert.Equal(0, (await copy.PageAsync()).TotalCount);
        Assert.Equal(2u, await copy.AddAsync("x"));
    }

    [Fact]
    public async Task Import_OtherAccount_IsTheOneRefusal()
    {
        var (_, package) = await ExportedAsync();

        Assert.Equal(KmsErrorCode.InvalidArgument, await CodeOf(new TestSecret(cluster, ResourceId.New(), "other").ImportAsync(package)));
        Assert.Equal(KmsErrorCode.InvalidArgument, await CodeOf(new TestSecret(cluster, ResourceId.New(), "other").ImportAsync(Readdressed(package, "root", "othr"))));
    }

    /// <summary>Every byte of the header and of the content's beginning and end, and every length in between.</summary>
    [Fact]
    public async Task Import_AnyByteChangedOrCut_IsTheOneRefusal()
    {
        var (_, package) = await ExportedAsync();
        PackageHeader.TryRead(package, out var header);
        var copy = new TestSecret(cluster, ResourceId.New());
        int[] places = [.. Enumerable.Range(0, header + 16), .. Enumerable.Range(package.Length - 20, 20)];

        foreach (var place in places)
        {
            var changed = (byte[])package.Clone();
            changed[place] ^= 1;
            Assert.Equal(KmsErrorCode.InvalidArgument, await CodeOf(copy.ImportAsync(changed)));
            Assert.Equal(KmsErrorCode.InvalidArgument, await CodeOf(copy.ImportAsync(package[..place])));
        }

        Assert.Equal(KmsErrorCode.InvalidArgument, await CodeOf(copy.ImportAsync([.. package, 0])));
        Assert.Equal(KmsErrorCode.InvalidArgument, await CodeOf(copy.ImportAsync([])));
        Assert.Null(await copy.HeadAsync());
        await copy.ImportAsync(package);
    }

    [Fact]
    public async Task Export_MoreThanAnImportCanCarry_IsRefused()
    {
        var secret = await TestSecret.NewAsync(cluster);
        var value = new string('x', 65_536);
        for (var i = 0; i < 131; i++)
        {
            await secret.AddAsync(value);
        }

        var package = await secret.ExportAsync();
        Assert.True(package.Length <= 11 * 1024 * 1024);
        await new TestSecret(cluster, ResourceId.New()).ImportAsync(package);

        await secret.AddAsync(value);
        Assert.Equal(KmsErrorCode.StateConflict, await CodeOf(secret.ExportAsync()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"version":2,"name":"","description":"","state":1,"nextVersion":1,"versions":[]}""")]
    [InlineData("""{"version":1,"name":"","description":"","state":1,"nextVersion":2,"versions":[{"number":1,"state":1,"createdUs":0,"startUs":0,"data":"!"}]}""")]
    [InlineData("""{"version":1,"name":"","description":"","state":1,"nextVersion":2,"versions":[{"number":1,"state":1,"createdUs":0,"startUs":0,"data":7}]}""")]
    [InlineData("""{"version":1,"name":"","description":"","state":1,"nextVersion":2,"versions":[{"number":1,"state":1,"createdUs":0,"startUs":0,"data":""}]}""")]
    [InlineData("""{"version":1,"name":"","description":"","state":1,"nextVersion":2,"versions":[{"number":1,"state":1,"createdUs":900000000000000000,"startUs":0,"data":"QQ=="}]}""")]
    public void Content_OfAnotherKind_IsNotRead(string content) => Assert.Null(PackageReader.TryRead(Encoding.UTF8.GetBytes(content)));

    [Fact]
    public void Content_OfToday_IsReadForEver()
    {
        const string Content = """{"version":1,"name":"n","description":"d","state":1,"nextVersion":3,"versions":[{"number":2,"state":2,"createdUs":1,"startUs":2000000,"expireUs":3000000,"data":"QQ=="}]}""";

        using var package = PackageReader.TryRead(Encoding.UTF8.GetBytes(Content));

        var version = Assert.Single(package!.Versions);
        Assert.Equal("A"u8, version.Data);
        Assert.Equal((2u, SecretState.Disabled, 3L), (version.Version.Number.Value, version.Version.State, version.Version.ExpireAt!.Value.ToUnixTimeSeconds()));
        Assert.True(package.Secret.IsValid);
    }

    [Fact]
    public void Opened_Disposed_HasZeroedItsValues()
    {
        var package = PackageReader.TryRead("""{"version":1,"name":"","description":"","state":1,"nextVersion":2,"versions":[{"number":1,"state":1,"createdUs":0,"startUs":0,"data":"QUJD"}]}"""u8.ToArray())!;
        var data = package.Versions[0].Data;

        package.Dispose();

        Assert.Equal(new byte[3], data);
        Assert.DoesNotContain("65", package.Versions[0].ToString(), StringComparison.Ordinal);
    }

    private static byte[] Readdressed(byte[] package, string from, string to)
    {
        var text = Encoding.Latin1.GetString(package);
        var place = text.IndexOf(from, StringComparison.Ordinal);
        return Encoding.Latin1.GetBytes(text[..place] + to + text[(place + from.Length)..]);
    }

    /// <summary>Versions 1 (disabled), 3 (expired), 4, 5 (not active yet); 2 was deleted.</summary>
    private async Task<(TestSecret Secret, byte[] Package)> ExportedAsync()
    {
        var secret = await TestSecret.NewAsync(cluster, "eins, zwei, drei: ÄÖÜ \0 \" \\");
        var now = cluster.Time.GetUtcNow();
        await secret.AddAsync("two");
        await secret.AddAsync("three", now.AddDays(-2), now.AddDays(-1));
        await secret.AddAsync("four");
        await secret.AddAsync("five", now.AddDays(100));
        await secret.DisableAsync(1);
        await secret.DeleteAsync(2);
        return (secret, await secret.ExportAsync());
    }
}
