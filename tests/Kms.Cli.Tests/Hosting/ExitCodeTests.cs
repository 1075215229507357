using Kms.Client.Tests.Fakes;

namespace Kms.Cli.Tests.Hosting;

/// <summary>0 done, 1 refused, 2 usage, 3 unavailable.</summary>
public sealed class ExitCodeTests
{
    [Theory]
    [InlineData(400, 1)]
    [InlineData(401, 1)]
    [InlineData(403, 1)]
    [InlineData(404, 1)]
    [InlineData(409, 1)]
    [InlineData(413, 1)]
    [InlineData(429, 3)]
    [InlineData(500, 3)]
    [InlineData(503, 3)]
    public async Task Error_OfTheService_DecidesTheCode(int status, int code)
    {
        await using var fake = await FakeKms.StartAsync(_ => FakeReply.Error(status, "SOME_STATUS", "because"));

        var run = await CliRun.AgainstAsync(fake, "key enable k1");

        Assert.Equal(code, run.Code);
        Assert.Empty(run.Out);
        Assert.Equal($"{status} SOME_STATUS: because (request req2)", run.Error.Trim());
    }

    [Fact]
    public async Task Error_AsJson_IsOneObjectOnStandardError()
    {
        await using var fake = await FakeKms.StartAsync(_ => FakeReply.Error(409, "FAILED_PRECONDITION", "disabled", """[{"a":"b"}]"""));

        var run = await CliRun.AgainstAsync(fake, "key enable k1 --json");

        Assert.Equal(
            """{"error":{"status":"FAILED_PRECONDITION","message":"disabled","code":409,"requestId":"req2","details":[{"a":"b"}]}}""", run.Error.Trim());
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("key")]
    [InlineData("key show")]
    [InlineData("key show a b")]
    [InlineData("key show --nonsense k1")]
    [InlineData("key show ..")]
    [InlineData("key create --spec des")]
    [InlineData("key create --rotate-every soon")]
    [InlineData("key update k1")]
    [InlineData("key update k1 --rotate-never --rotate-every 7")]
    [InlineData("verify k1")]
    [InlineData("secret update s1")]
    [InlineData("secret version update s1 1")]
    [InlineData("secret version update s1 1 --until soon")]
    [InlineData("secret create --from soon")]
    [InlineData("encrypt k1 no-such-file")]
    [InlineData("call nonsense")]
    [InlineData("call describeKey")]
    [InlineData("call describeKey --param keyId")]
    [InlineData("call describeKey --param keyId=a --param keyId=b")]
    [InlineData("call describeKey --param keyId=a --param x=b")]
    [InlineData("call describeKey --param keyId=a --body {}")]
    [InlineData("key list --endpoint nonsense")]
    [InlineData("key list --endpoint http://kms.example")]
    [InlineData("key list --credentials no-such-file")]
    public async Task Usage_Wrong_Is2AndSendsNothing(string commandLine)
    {
        await using var fake = await FakeKms.StartAsync();

        var run = await CliRun.AgainstAsync(fake, commandLine);

        Assert.Equal(2, run.Code);
        Assert.NotEmpty(run.Error.Trim());
        Assert.Empty(run.Out.Trim());
        Assert.Empty(fake.Received);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("key --help")]
    [InlineData("encrypt k1 --help")]
    [InlineData("--version")]
    public async Task Help_Asked_Is0(string commandLine)
    {
        var run = await CliRun.RunAsync(commandLine);

        Assert.Equal(0, run.Code);
        Assert.NotEmpty(run.Out);
    }

    [Fact]
    public async Task Unreachable_Service_Is3()
    {
        Uri endpoint;
        await using (var fake = await FakeKms.StartAsync()) endpoint = fake.Endpoint;

        var run = await CliRun.RunAsync($"key list --endpoint {endpoint}", new() { ["KMS_ACCESS_KEY_ID"] = "a", ["KMS_SECRET_ACCESS_KEY"] = "b" });

        Assert.Equal(3, run.Code);
    }

    [Fact]
    public async Task Answer_ThatIsNoKms_Is3()
    {
        await using var fake = await FakeKms.StartAsync(_ => new FakeReply(200, "<html>"));

        Assert.Equal(3, (await CliRun.AgainstAsync(fake, "key list")).Code);
    }
}
