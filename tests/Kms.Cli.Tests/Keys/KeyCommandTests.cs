using Kms.Cli.Tests.Hosting;
using Kms.Client.Tests.Fakes;

namespace Kms.Cli.Tests.Keys;

public sealed class KeyCommandTests
{
    private const string Key = """
        {"keyId":"k1","keyName":"orders","keyDesc":"evil \u001b[31m text","keyStatus":1,"createTime":"2026-01-02T03:04:05Z","rotationCycle":30,"keyType":4,"protection":"software"}
        """;

    [Theory]
    [InlineData("key enable k1", "PATCH /v1/key/k1:enable")]
    [InlineData("key disable k1", "PATCH /v1/key/k1:disable")]
    [InlineData("key rotate k1", "PATCH /v1/key/k1:rotate")]
    [InlineData("key delete k1", "DELETE /v1/key/k1:delete")]
    [InlineData("key delete k1 --days 30", "DELETE /v1/key/k1:delete?delayDays=30")]
    [InlineData("key cancel-delete k1", "PATCH /v1/key/k1:cancelDelete")]
    [InlineData("key version enable k1 2", "PATCH /v1/key/k1/version/2:enable")]
    [InlineData("key version disable k1 2", "PATCH /v1/key/k1/version/2:disable")]
    [InlineData("key version delete k1 2 --days 7", "DELETE /v1/key/k1/version/2:delete?delayDays=7")]
    [InlineData("key version cancel-delete k1 2", "PATCH /v1/key/k1/version/2:cancelDelete")]
    public async Task Action_OfAKey_SendsItsRequestAndSaysSo(string commandLine, string line)
    {
        await using var fake = await FakeKms.StartAsync();

        var people = await CliRun.AgainstAsync(fake, commandLine);
        var script = await CliRun.AgainstAsync(fake, commandLine + " --json");

        Assert.Equal(0, people.Code);
        Assert.Contains("k1", people.Out, StringComparison.Ordinal);
        Assert.StartsWith("""{"keyId":"k1""", script.Out, StringComparison.Ordinal);
        Assert.All(fake.Received, request => Assert.Equal(line, $"{request.Method} {request.Target}"));
    }

    [Fact]
    public async Task Create_WithEverything_SendsItAndPrintsTheIdAlone()
    {
        await using var fake = await FakeKms.StartAsync(_ => FakeReply.Result("""{"keyId":"k1"}"""));

        var run = await CliRun.AgainstAsync(fake, "key create --name 'my key' --description '@d' --spec sm4 --rotate-every 30");

        Assert.Equal("k1\n", run.Out);
        Assert.Equal(
            """{"keyCfg":{"keyDescCfg":{"keyName":"my key","keyDesc":"@d","keyType":4},"keyRotateCfg":{"autoRotate":true,"rotationCycle":30}}}""",
            fake.Last.Text);
    }

    [Theory]
    [InlineData("--name ''", """{"keyName":""}""", "")]
    [InlineData("--rotate-every 9", "{}", ""","keyRotateCfg":{"autoRotate":true,"rotationCycle":9}""")]
    [InlineData("--rotate-never", "{}", ""","keyRotateCfg":{"autoRotate":false}""")]
    public async Task Update_OnlyWhatIsGiven_IsSent(string options, string description, string rotation)
    {
        await using var fake = await FakeKms.StartAsync();

        Assert.Equal(0, (await CliRun.AgainstAsync(fake, $"key update k1 {options}")).Code);
        Assert.Equal($$$"""{"keyCfg":{"keyDescCfg":{{{description}}}{{{rotation}}}}}""", fake.Last.Text);
    }

    [Fact]
    public async Task List_AsTable_HasTheKeysAndTheTotal()
    {
        await using var fake = await FakeKms.StartAsync(_ => FakeReply.Result($$"""{"keyList":[{{Key}}],"totalCount":41}"""));

        var run = await CliRun.AgainstAsync(fake, "key list --page 2 --page-size 20");

        Assert.Equal("/v1/key?pageNumber=2&pageSize=20", fake.Last.Target);
        Assert.Contains("orders", run.Out, StringComparison.Ordinal);
        Assert.Contains("sm4", run.Out, StringComparison.Ordinal);
        Assert.Contains("2026-01-02 03:04:05Z", run.Out, StringComparison.Ordinal);
        Assert.Contains("1 of 41", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_AsJson_HasItemsAndTotal()
    {
        await using var fake = await FakeKms.StartAsync(_ => FakeReply.Result($$"""{"keyList":[{{Key}}],"totalCount":41}"""));

        var run = await CliRun.AgainstAsync(fake, "key list --json");

        Assert.Equal(
            """{"items":[{"keyId":"k1","name":"orders","spec":"sm4","state":"disabled","createdAt":"2026-01-02T03:04:05Z","rotationCycleDays":30,"deleteAt":null,"protection":"software"}],"totalCount":41}""",
            run.Out.Trim());
    }

    [Fact]
    public async Task Show_EscapeSequenceInADescription_DoesNotReachTheTerminal()
    {
        await using var fake = await FakeKms.StartAsync(_ => FakeReply.Result($$$"""{"keyInfo":{{{Key}}}}"""));

        var run = await CliRun.AgainstAsync(fake, "key show k1");

        Assert.Contains("evil", run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', run.Out);
    }

    [Fact]
    public async Task Versions_AsJson_HasThem()
    {
        await using var fake = await FakeKms.StartAsync(_ => FakeReply.Result("""
            {"keyDetail":{"keyId":"k1","keyName":"n","keyVersionCount":1,"keyVersionList":[{"keyVersion":"1","createTime":"2026-01-02T03:04:05Z","keyStatus":2,"deleteTime":"2026-02-02T03:04:05Z"}]}}
            """));

        var run = await CliRun.AgainstAsync(fake, "key versions k1 --json");

        Assert.Equal(
            """{"items":[{"version":"1","state":"pending-deletion","createdAt":"2026-01-02T03:04:05Z","deleteAt":"2026-02-02T03:04:05Z"}],"totalCount":1}""",
            run.Out.Trim());
    }
}
