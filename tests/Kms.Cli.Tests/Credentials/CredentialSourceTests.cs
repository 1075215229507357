using Kms.Cli.Tests.Hosting;
using Kms.Client.Tests.Fakes;

namespace Kms.Cli.Tests.Credentials;

/// <summary>Command line, else environment, else the bootstrap file.</summary>
public sealed class CredentialSourceTests : IDisposable
{
    private const string Bootstrap = "src/Kms.Silo/data/bootstrap-credentials.json";

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Bootstrap_FileUnderTheCurrentDirectory_IsUsed()
    {
        await using var fake = await FakeKms.StartAsync();
        _directory.Write(Bootstrap, Json(fake, "TESTAK"));

        Assert.Equal(0, (await CliRun.RunAsync("key enable k1", directory: _directory.Path)).Code);
    }

    [Fact]
    public async Task Environment_AndBootstrap_EnvironmentWins()
    {
        await using var fake = await FakeKms.StartAsync();
        _directory.Write(Bootstrap, """{"endpoint":"http://127.0.0.1:1","accessKeyId":"other","secretAccessKey":"other"}""");

        Assert.Equal(0, (await CliRun.AgainstAsync(fake, "key enable k1", directory: _directory.Path)).Code);
    }

    [Fact]
    public async Task Environment_EndpointAlone_GoesWithTheBootstrapFilesKey()
    {
        await using var fake = await FakeKms.StartAsync();
        _directory.Write(Bootstrap, """{"endpoint":"http://127.0.0.1:1","accessKeyId":"TESTAK","secretAccessKey":"TESTSK"}""");

        var run = await CliRun.RunAsync("key enable k1", new() { ["KMS_ENDPOINT"] = fake.Endpoint.ToString() }, directory: _directory.Path);

        Assert.Equal(0, run.Code);
    }

    [Fact]
    public async Task CredentialsOption_AndEnvironment_OptionWinsWithItsEndpoint()
    {
        await using var fake = await FakeKms.StartAsync();
        var file = _directory.Write("mine.json", Json(fake, "TESTAK"));

        var run = await CliRun.RunAsync($"key enable k1 --credentials {file}", new()
        {
            ["KMS_ENDPOINT"] = "http://127.0.0.1:1", ["KMS_ACCESS_KEY_ID"] = "other", ["KMS_SECRET_ACCESS_KEY"] = "other",
        });

        Assert.Equal(0, run.Code);
    }

    [Fact]
    public async Task EndpointOption_OverAll_Wins()
    {
        await using var fake = await FakeKms.StartAsync();
        var file = _directory.Write("mine.json", """{"endpoint":"http://127.0.0.1:1","accessKeyId":"TESTAK","secretAccessKey":"TESTSK"}""");

        Assert.Equal(0, (await CliRun.RunAsync($"key enable k1 --credentials {file} --endpoint {fake.Endpoint}")).Code);
    }

    [Fact]
    public async Task None_Anywhere_IsAUsageErrorThatNamesTheWays()
    {
        var run = await CliRun.RunAsync("key list", directory: _directory.Path);

        Assert.Equal(2, run.Code);
        Assert.Contains("KMS_ACCESS_KEY_ID", run.Error, StringComparison.Ordinal);
        Assert.Contains("--credentials", run.Error, StringComparison.Ordinal);
        Assert.Contains(Bootstrap, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("KMS_ACCESS_KEY_ID")]
    [InlineData("KMS_SECRET_ACCESS_KEY")]
    public async Task Environment_HalfAPair_IsAUsageErrorEvenWithAFile(string variable)
    {
        _directory.Write(Bootstrap, """{"accessKeyId":"a","secretAccessKey":"b"}""");

        Assert.Equal(2, (await CliRun.RunAsync("key list", new() { [variable] = "x" }, directory: _directory.Path)).Code);
    }

    [Theory]
    [InlineData("not json THESECRET")]
    [InlineData("""{"secretAccessKey":"THESECRET"}""")]
    [InlineData("""{"accessKeyId":"","secretAccessKey":"THESECRET"}""")]
    [InlineData("""["THESECRET"]""")]
    public async Task File_Unusable_IsAUsageErrorThatShowsNothingOfIt(string text)
    {
        var file = _directory.Write("mine.json", text);

        var run = await CliRun.RunAsync($"key list --credentials {file}");

        Assert.Equal(2, run.Code);
        Assert.DoesNotContain("THESECRET", run.Everything, StringComparison.Ordinal);
    }

    private static string Json(FakeKms fake, string id) =>
        $$"""{"endpoint":"{{fake.Endpoint}}","accessKeyId":"{{id}}","secretAccessKey":"TESTSK"}""";
}
