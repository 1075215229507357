using System.Text.Json;
using Kms.Cli.Tests.Hosting;
using Kms.Client.Tests.Fakes;

namespace Kms.Cli.Tests.Bench;

/// <summary>Short runs against the fake, which checks every signature, and against the echo server as a child process.</summary>
public sealed class BenchCommandTests
{
    private const string Short = "--rounds 2 --requests 24 --seconds 30 --warm-up 0 --connections 3";

    [Theory]
    [InlineData("encrypt", "POST /v1/key/k1:Encrypt")]
    [InlineData("decrypt", "POST /v1/key/k1:Decrypt")]
    [InlineData("data-key", "GET /v1/key/k1:GenerateDataKey")]
    [InlineData("create", "POST /v1/key:create")]
    [InlineData("secret-read", "GET /v1/secret/s1/version/1")]
    public async Task Bench_EachOperation_SendsSignedRequestsAndReportsThem(string operation, string line)
    {
        await using var fake = await FakeKms.StartAsync(Answer);

        var run = await CliRun.AgainstAsync(fake, $"bench --operation {operation} {Short} --json");

        Assert.Equal(0, run.Code);
        using var report = JsonDocument.Parse(run.Out);
        var measured = report.RootElement.GetProperty("measurements")[0];
        Assert.Equal(operation, measured.GetProperty("operation").GetString());
        Assert.Empty(measured.GetProperty("kms").GetProperty("errors").EnumerateObject());
        Assert.All(measured.GetProperty("kms").GetProperty("rounds").EnumerateArray(), round => Assert.Equal(24, round.GetProperty("requests").GetInt32()));
        Assert.InRange(fake.Received.Count(request => $"{request.Method} {request.Target}" == line), 48, 50);
    }

    [Fact]
    public async Task Bench_Cleanup_TakesAwayWhatWasMade()
    {
        await using var fake = await FakeKms.StartAsync(Answer);

        await CliRun.AgainstAsync(fake, $"bench --operation encrypt secret-read --keys 2 {Short}");

        var lines = fake.Received.Select(request => $"{request.Method} {request.Target}").ToList();
        Assert.Equal(2, lines.Count(line => line == "DELETE /v1/key/k1:delete?delayDays=7"));
        Assert.Equal(2, lines.Count(line => line == "DELETE /v1/secret/s1:delete"));
    }

    [Theory]
    [InlineData("encrypt")]
    [InlineData("data-key")]
    public async Task Bench_WithEcho_ReportsBothAndTheirRatio(string operation)
    {
        await using var fake = await FakeKms.StartAsync(Answer);

        var run = await CliRun.AgainstAsync(fake, $"bench --operation {operation} {Short} --echo --json");

        Assert.Equal(0, run.Code);
        using var report = JsonDocument.Parse(run.Out);
        var measured = report.RootElement.GetProperty("measurements")[0];
        Assert.Empty(measured.GetProperty("echo").GetProperty("errors").EnumerateObject());
        Assert.All(measured.GetProperty("echo").GetProperty("rounds").EnumerateArray(), round => Assert.Equal(24, round.GetProperty("requests").GetInt32()));
        Assert.True(measured.GetProperty("ratio").GetProperty("requestsPerSecond").GetDouble() > 0);
    }

    [Fact]
    public async Task Bench_AsTable_HasARowForEachAndTheRatio()
    {
        await using var fake = await FakeKms.StartAsync(Answer);

        var run = await CliRun.AgainstAsync(fake, $"bench {Short} --echo");

        Assert.Contains("kms / echo", run.Out, StringComparison.Ordinal);
        Assert.Contains("medians of 2 rounds", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bench_Refusals_AreCountedByKind()
    {
        await using var fake = await FakeKms.StartAsync(request =>
            request.Target.EndsWith(":Encrypt", StringComparison.Ordinal) ? FakeReply.Error(503, "UNAVAILABLE", "x") : Answer(request));

        var run = await CliRun.AgainstAsync(fake, $"bench {Short} --json");

        Assert.Equal(3, run.Code);
        using var report = JsonDocument.Parse(run.Out);
        Assert.Equal(48, report.RootElement.GetProperty("measurements")[0].GetProperty("kms").GetProperty("errors").GetProperty("503 UNAVAILABLE").GetInt32());
    }

    [Fact]
    public async Task Bench_ConnectionBroken_IsCountedAndMadeAnew()
    {
        await using var fake = await FakeKms.StartAsync();
        var stopped = false;
        fake.Answer = request =>
        {
            if (request.Target.EndsWith(":Encrypt", StringComparison.Ordinal) && !stopped)
            {
                stopped = true;
                request.Abort();
            }
            return Answer(request);
        };

        var run = await CliRun.AgainstAsync(fake, $"bench {Short} --json");

        Assert.Equal(0, run.Code);
        Assert.Contains("ConnectionReset", run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--endpoint http://192.0.2.1:8080")]
    [InlineData("--endpoint http://192.0.2.1:8080 --allow-plain-http")]
    [InlineData("--endpoint https://127.0.0.1:8443")]
    [InlineData("--connections 0")]
    [InlineData("--connections 257")]
    [InlineData("--seconds 601")]
    [InlineData("--requests 10000001")]
    [InlineData("--payload 4097")]
    [InlineData("--operation nonsense")]
    public async Task Bench_OutOfBounds_IsAUsageErrorAndSendsNothing(string options)
    {
        await using var fake = await FakeKms.StartAsync(Answer);

        var run = await CliRun.AgainstAsync(fake, $"bench {options}");

        Assert.Equal(2, run.Code);
        Assert.Empty(fake.Received);
    }

    private static FakeReply Answer(ReceivedRequest request) => (request.Method, request.Target) switch
    {
        ("POST", "/v1/key:create") => FakeReply.Result("""{"keyId":"k1"}"""),
        ("POST", "/v1/secret:create") => FakeReply.Result("""{"secretId":"s1"}"""),
        _ => FakeReply.Result("""{"ciphertextBlob":"S01TMQ==","plaintext":"eA=="}"""),
    };
}
