using Kms.Cli.Tests.Hosting;
using Kms.Client.Operations;
using Kms.Client.Tests.Fakes;

namespace Kms.Cli.Tests.Calls;

public sealed class CallCommandTests
{
    [Fact]
    public async Task Call_EveryOperation_ReachesItsPath()
    {
        await using var fake = await FakeKms.StartAsync();

        foreach (var row in OperationTable.All)
        {
            var parameters = row.PathParameters.Select(name => $"--param {name}=x").Concat(row.QueryNames.Select(name => $"--param {name}=10"));
            var run = await CliRun.AgainstAsync(fake, $"call {row.Name} {string.Join(' ', parameters)}");

            Assert.Equal(0, run.Code);
            Assert.Equal("{}", run.Out.Trim());
            Assert.Equal(row.Method, fake.Last.Method);
            Assert.StartsWith(row.Path.Replace("{keyId}", "x", StringComparison.Ordinal).Replace("{secretId}", "x", StringComparison.Ordinal)
                .Replace("{version}", "x", StringComparison.Ordinal), fake.Last.Target, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Call_Body_FromTextFileAndStandardInput_IsSentAsItIs()
    {
        using var directory = new TemporaryDirectory();
        await using var fake = await FakeKms.StartAsync();
        const string body = """{ "plaintext" : "eA==" }""";

        foreach (var option in new[] { $"'{body}'", $"@{directory.Write("body", body)}", "-" })
        {
            Assert.Equal(0, (await CliRun.AgainstAsync(fake, $"call encrypt --param keyId=k --body {option}", System.Text.Encoding.UTF8.GetBytes(body))).Code);
            Assert.Equal(body, fake.Last.Text);
        }
    }

    [Theory]
    [InlineData("""{"plaintext":"HIDE","ciphertextBlob":"show"}""")]
    [InlineData("""{"list":[{"secretData":"HIDE"},{"secretData":"HIDE\n"}],"x":1.50,"y":[true,null]}""")]
    [InlineData("""{"secretData":{"odd":["HIDE"]},"z":"show"}""")]
    public async Task Call_WithoutReveal_HidesPlaintextAndSecretsAtAnyDepth(string result)
    {
        await using var fake = await FakeKms.StartAsync(_ => FakeReply.Result(result));

        var hidden = await CliRun.AgainstAsync(fake, "call generateDataKey --param keyId=k --json");
        var shown = await CliRun.AgainstAsync(fake, "call generateDataKey --param keyId=k --json --reveal");

        Assert.DoesNotContain("HIDE", hidden.Everything, StringComparison.Ordinal);
        Assert.Contains("(hidden", hidden.Out, StringComparison.Ordinal);
        Assert.Equal(result, shown.Out.Trim());
    }
}
