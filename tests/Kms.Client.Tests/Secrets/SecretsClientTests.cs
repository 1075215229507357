using System.Text;
using Kms.Client.Secrets;
using Kms.Client.Tests.Fakes;

namespace Kms.Client.Tests.Secrets;

/// <summary>Each typed method: what it sends, and what it makes of the answer.</summary>
public sealed class SecretsClientTests
{
    private const string Version = """{"secretVersion":"3","secretStatus":0,"startTime":"2026-01-02T03:04:05Z","secretData":"p\u00e4\n$"}""";

    [Fact]
    public async Task CreateSecret_WithTimes_SendsThemInUtcSeconds()
    {
        await using var fake = await FakeKms.StartAsync(_ => FakeReply.Result("""{"secretId":"s1"}"""));
        using var client = fake.Connect();

        var secretId = await client.Secrets.CreateSecretAsync(new NewSecret
        {
            Name = "n",
            Version = new NewSecretVersion
            {
                Data = Encoding.UTF8.GetBytes("pä$ <&> \"\n中"),
                StartsAt = new DateTimeOffset(2026, 1, 2, 5, 4, 5, 999, TimeSpan.FromHours(2)),
            },
        });

        Assert.Equal("s1", secretId);
        Assert.Equal("POST /v1/secret:create", Line(fake));
        Assert.Equal(
            """{"secretCfg":{"secretDescCfg":{"secretName":"n","secretDesc":""},"secretTimeCfg":{"startTime":"2026-01-02T03:04:05Z"},"secretData":"pä$ <&> \"\n中"}}""",
            fake.Last.Text);
    }

    [Fact]
    public async Task CreateSecret_DataThatAreNotUtf8_AreRefusedWithoutShowingThem()
    {
        await using var fake = await FakeKms.StartAsync();
        using var client = fake.Connect();

        var refusal = await Assert.ThrowsAsync<ArgumentException>(() =>
            client.Secrets.CreateSecretAsync(new NewSecret { Version = new NewSecretVersion { Data = [0x41, 0x42, 0xff] } }));

        Assert.DoesNotContain("AB", refusal.ToString(), StringComparison.Ordinal);
        Assert.Empty(fake.Received);
    }

    [Theory]
    [InlineData("""{"secretVersion":"2"}""", "2")]
    [InlineData("{}", null)]
    [InlineData("null", null)]
    public async Task CreateSecretVersion_WithOrWithoutOurAddition_Succeeds(string result, string? version)
    {
        await using var fake = await FakeKms.StartAsync(_ => FakeReply.Result(result));
        using var client = fake.Connect();

        var created = await client.Secrets.CreateSecretVersionAsync("s1", new NewSecretVersion { Data = "v2"u8.ToArray() });

        Assert.Equal(version, created);
        Assert.Equal("POST /v1/secret/s1:createSecretVersion", Line(fake));
        Assert.Equal("""{"secretVersionCfg":{"secretData":"v2","secretTimeCfg":{}}}""", fake.Last.Text);
    }

    [Fact]
    public async Task DescribeSecretList_Page_IsRead()
    {
        await using var fake = await FakeKms.StartAsync(_ => FakeReply.Result("""
            {"secretList":[{"secretId":"s1","secretName":"n","secretDesc":"d","secretStatus":1,"createTime":"2026-01-02T03:04:05Z"}],"totalCount":1}
            """));
        using var client = fake.Connect();

        var page = await client.Secrets.DescribeSecretListAsync();

        Assert.Equal("GET /v1/secret?pageNumber=1&pageSize=10", Line(fake));
        Assert.Equal(("s1", "n", "d", SecretState.Disabled),
            (page.Items[0].SecretId, page.Items[0].Name, page.Items[0].Description, page.Items[0].State));
    }

    [Fact]
    public async Task DescribeSecretVersionList_DataAreThereOrNot_AndZeroedAtTheEnd()
    {
        await using var fake = await FakeKms.StartAsync(_ => FakeReply.Result($$$"""
            {"secretDetail":{"secretInfo":{"secretId":"s1","secretName":"n","secretDesc":"d","secretStatus":0,"createTime":"2026-01-02T03:04:05Z"},
             "secretVersionCount":2,"secretVersionList":[{{{Version}}},{"secretVersion":"2","secretStatus":1,"startTime":"2026-01-02T03:04:05Z"}]}}
            """));
        using var client = fake.Connect();

        var detail = await client.Secrets.DescribeSecretVersionListAsync("s1", 2, 100);
        var data = detail.Versions[0].Data!;
        var text = Encoding.UTF8.GetString(data);
        detail.Dispose();

        Assert.Equal("GET /v1/secret/s1?pageNumber=2&pageSize=100", Line(fake));
        Assert.Equal("pä\n$", text);
        Assert.Equal((SecretState.Disabled, null), (detail.Versions[1].State, detail.Versions[1].Data));
        Assert.All(data, value => Assert.Equal(0, value));
    }

    [Theory]
    [InlineData(Version)]
    [InlineData($$$"""{"secretVersionItem":{{{Version}}}}""")]
    [InlineData("""{"secretVersion":"3","secretStatus":0,"secretData":"p\u00e4\n$","startTime":"2026-01-02T03:04:05Z","secretVersionItem":null}""")]
    public async Task DescribeSecretVersionInfo_FlatOrNested_IsRead(string result)
    {
        await using var fake = await FakeKms.StartAsync(_ => FakeReply.Result(result));
        using var client = fake.Connect();

        using var version = await client.Secrets.DescribeSecretVersionInfoAsync("s1", "3");

        Assert.Equal("GET /v1/secret/s1/version/3", Line(fake));
        Assert.Equal("pä\n$", Encoding.UTF8.GetString(version.Data!));
        Assert.Equal(("3", SecretState.Enabled, null), (version.Version, version.State, version.ExpiresAt));
        Assert.DoesNotContain("112", version.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task UpdateSecret_OnlyWhatIsGiven_IsSent()
    {
        await using var fake = await FakeKms.StartAsync();
        using var client = fake.Connect();

        await client.Secrets.UpdateSecretAsync("s1", null, "");

        Assert.Equal("PATCH /v1/secret/s1", Line(fake));
        Assert.Equal("""{"secretDescCfg":{"secretDesc":""}}""", fake.Last.Text);
    }

    [Fact]
    public async Task UpdateSecretVersion_ThreeKindsOfChange_AreSent()
    {
        await using var fake = await FakeKms.StartAsync();
        using var client = fake.Connect();

        await client.Secrets.UpdateSecretVersionAsync("s1", "3", InstantChange.Unchanged, InstantChange.Reset);
        Assert.Equal("PATCH /v1/secret/s1/version/3", Line(fake));
        Assert.Equal("""{"secretTimeCfg":{"expireTime":""}}""", fake.Last.Text);

        await client.Secrets.UpdateSecretVersionAsync("s1", "3", InstantChange.To(DateTimeOffset.UnixEpoch), InstantChange.Unchanged);
        Assert.Equal("""{"secretTimeCfg":{"startTime":"1970-01-01T00:00:00Z"}}""", fake.Last.Text);
    }

    [Fact]
    public async Task ExportAndImport_Package_GoesThroughUntouched()
    {
        await using var fake = await FakeKms.StartAsync(request =>
            FakeReply.Result(request.Method == "GET" ? """{"secretPackage":"S01T+/=="}""" : """{"secretId":"s2"}"""));
        using var client = fake.Connect();

        var package = await client.Secrets.ExportSecretAsync("s1");
        Assert.Equal("GET /v1/secret/s1:export", Line(fake));
        var secretId = await client.Secrets.ImportSecretAsync(package);

        Assert.Equal("POST /v1/secret:import", Line(fake));
        Assert.Equal("""{"secretPackage":"S01T+/=="}""", fake.Last.Text);
        Assert.Equal("s2", secretId);
    }

    [Fact]
    public async Task Actions_Each_GoToTheirOwnPath()
    {
        await using var fake = await FakeKms.StartAsync();
        using var client = fake.Connect();
        var secrets = client.Secrets;

        await Expect("PATCH /v1/secret/s:enable", secrets.EnableSecretAsync("s"));
        await Expect("PATCH /v1/secret/s:disable", secrets.DisableSecretAsync("s"));
        await Expect("DELETE /v1/secret/s:delete", secrets.DeleteSecretAsync("s"));
        await Expect("PATCH /v1/secret/s/version/2:enable", secrets.EnableSecretVersionAsync("s", "2"));
        await Expect("PATCH /v1/secret/s/version/2:disable", secrets.DisableSecretVersionAsync("s", "2"));
        await Expect("DELETE /v1/secret/s/version/2:delete", secrets.DeleteSecretVersionAsync("s", "2"));

        async Task Expect(string line, Task call)
        {
            await call;
            Assert.Equal(line, Line(fake));
        }
    }

    private static string Line(FakeKms fake) => $"{fake.Last.Method} {fake.Last.Target}";
}
