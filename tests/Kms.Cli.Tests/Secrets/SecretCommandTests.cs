using System.Text;
using Kms.Cli.Tests.Hosting;
using Kms.Client.Tests.Fakes;

namespace Kms.Cli.Tests.Secrets;

public sealed class SecretCommandTests : IDisposable
{
    private const string Data = "S3CRET";
    private const string Version = """{"secretVersion":"3","secretStatus":0,"startTime":"2026-01-02T03:04:05Z","secretData":"S3CRET"}""";

    private const string Detail = $$$"""
        {"secretDetail":{"secretInfo":{"secretId":"s1","secretName":"n","secretDesc":"d","secretStatus":0,"createTime":"2026-01-02T03:04:05Z"},
         "secretVersionCount":1,"secretVersionList":[{{{Version}}}]}}
        """;

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("secret enable s1", "PATCH /v1/secret/s1:enable")]
    [InlineData("secret disable s1", "PATCH /v1/secret/s1:disable")]
    [InlineData("secret delete s1", "DELETE /v1/secret/s1:delete")]
    [InlineData("secret update s1 --name x", "PATCH /v1/secret/s1")]
    [InlineData("secret version enable s1 2", "PATCH /v1/secret/s1/version/2:enable")]
    [InlineData("secret version disable s1 2", "PATCH /v1/secret/s1/version/2:disable")]
    [InlineData("secret version delete s1 2", "DELETE /v1/secret/s1/version/2:delete")]
    [InlineData("secret version update s1 2 --until never", "PATCH /v1/secret/s1/version/2")]
    public async Task Action_OfASecret_SendsItsRequestAndSaysSo(string commandLine, string line)
    {
        await using var fake = await FakeKms.StartAsync();

        var people = await CliRun.AgainstAsync(fake, commandLine);
        var script = await CliRun.AgainstAsync(fake, commandLine + " --json");

        Assert.Equal(0, people.Code);
        Assert.Contains("s1", people.Out, StringComparison.Ordinal);
        Assert.StartsWith("""{"secretId":"s1""", script.Out, StringComparison.Ordinal);
        Assert.All(fake.Received, request => Assert.Equal(line, $"{request.Method} {request.Target}"));
    }

    [Fact]
    public async Task Create_FromStandardInput_SendsItsBytesAndPrintsTheIdAlone()
    {
        await using var fake = await FakeKms.StartAsync(_ => FakeReply.Result("""{"secretId":"s1"}"""));

        var run = await CliRun.AgainstAsync(fake, "secret create --name n --until 2027-01-01", Encoding.UTF8.GetBytes(Data + "\n"));

        Assert.Equal("s1\n", run.Everything);
        Assert.Equal(
            """{"secretCfg":{"secretDescCfg":{"secretName":"n","secretDesc":""},"secretTimeCfg":{"expireTime":"2027-01-01T00:00:00Z"},"secretData":"S3CRET\n"}}""",
            fake.Last.Text);
    }

    [Fact]
    public async Task Create_NotUtf8_IsAUsageErrorThatShowsNothing()
    {
        await using var fake = await FakeKms.StartAsync();

        var run = await CliRun.AgainstAsync(fake, "secret create", [.. Encoding.UTF8.GetBytes(Data), 0xff]);

        Assert.Equal(2, run.Code);
        Assert.DoesNotContain(Data, run.Everything, StringComparison.Ordinal);
        Assert.Empty(fake.Received);
    }

    [Fact]
    public async Task Put_FromAFile_PrintsTheVersionAlone()
    {
        await using var fake = await FakeKms.StartAsync(_ => FakeReply.Result("""{"secretVersion":"2"}"""));

        var run = await CliRun.AgainstAsync(fake, $"secret put s1 {_directory.Write("in", Data)}");

        Assert.Equal("2\n", run.Everything);
        Assert.Equal("/v1/secret/s1:createSecretVersion", fake.Last.Target);
    }

    [Theory]
    [InlineData("secret show s1")]
    [InlineData("secret show s1 --json")]
    [InlineData("secret versions s1")]
    [InlineData("secret versions s1 --json")]
    public async Task Description_OfASecret_NeverShowsItsData(string commandLine)
    {
        await using var fake = await FakeKms.StartAsync(_ => FakeReply.Result(Detail));

        var run = await CliRun.AgainstAsync(fake, commandLine);

        Assert.Equal(0, run.Code);
        Assert.Contains("2026-01-02", run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain(Data, run.Everything, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("--json")]
    public async Task Get_NotAsked_HidesTheData(string options)
    {
        var run = await GetAsync($"3 {options}");

        Assert.Equal(0, run.Code);
        Assert.Contains("enabled", run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain(Data, run.Everything, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_Reveal_PrintsTheDataAndNothingElse() => Assert.Equal(Data, (await GetAsync("3 --reveal")).Everything);

    [Fact]
    public async Task Get_RevealAsJson_HasTheData() =>
        Assert.Contains("\"data\":\"S3CRET\"", (await GetAsync("3 --reveal --json")).Out, StringComparison.Ordinal);

    [Fact]
    public async Task Get_ToAFile_IsPrivateAndNotEchoed()
    {
        var run = await GetAsync($"3 --out {_directory.At("out")}");

        Assert.Equal(Data, await File.ReadAllTextAsync(_directory.At("out")));
        Assert.DoesNotContain(Data, run.Everything, StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_directory.At("out")));
    }

    [Fact]
    public async Task Get_WithoutAVersion_ReadsTheNewest()
    {
        await using var fake = await FakeKms.StartAsync(Answer);

        var run = await CliRun.AgainstAsync(fake, "secret get s1 --reveal");

        Assert.Equal(Data, run.Out);
        Assert.Equal("/v1/secret/s1/version/3", fake.Last.Target);
    }

    [Fact]
    public async Task ExportAndImport_Package_GoesThroughFiles()
    {
        await using var fake = await FakeKms.StartAsync(request =>
            FakeReply.Result(request.Method == "GET" ? """{"secretPackage":"UEFDSw=="}""" : """{"secretId":"s2"}"""));

        var exported = await CliRun.AgainstAsync(fake, $"secret export s1 --out {_directory.At("package")}");
        var imported = await CliRun.AgainstAsync(fake, $"secret import {_directory.At("package")}");

        Assert.Equal((0, 0), (exported.Code, imported.Code));
        Assert.Equal("""{"secretPackage":"UEFDSw=="}""", fake.Last.Text);
        Assert.Equal("s2\n", imported.Out);
    }

    [Fact]
    public async Task List_AsJson_HasThem()
    {
        await using var fake = await FakeKms.StartAsync(_ => FakeReply.Result("""
            {"secretList":[{"secretId":"s1","secretName":"n","secretDesc":"","secretStatus":1,"createTime":"2026-01-02T03:04:05Z"}],"totalCount":1}
            """));

        Assert.Equal(
            """{"items":[{"secretId":"s1","name":"n","state":"disabled","createdAt":"2026-01-02T03:04:05Z"}],"totalCount":1}""",
            (await CliRun.AgainstAsync(fake, "secret list --json")).Out.Trim());
    }

    private static FakeReply Answer(ReceivedRequest request) =>
        FakeReply.Result(request.Target.Contains("/version/", StringComparison.Ordinal) ? Version : Detail);

    private static async Task<CliRun> GetAsync(string options)
    {
        await using var fake = await FakeKms.StartAsync(Answer);
        return await CliRun.AgainstAsync(fake, $"secret get s1 {options}");
    }
}
