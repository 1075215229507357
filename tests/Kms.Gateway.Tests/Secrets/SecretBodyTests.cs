using System.Text;
using Kms.Gateway.Tests.Fakes;
using Kms.Grains.Abstractions.Secrets;

namespace Kms.Gateway.Tests.Secrets;

public sealed class SecretBodyTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    public static TheoryData<string, string, string, bool, bool> Accepted => new()
    {
        { """{"secretCfg":{"secretData":"x"}}""", "", "", false, false },
        { """{"secretCfg":{"secretDescCfg":null,"secretTimeCfg":null,"secretData":"x"}}""", "", "", false, false },
        { """{"secretCfg":{"secretDescCfg":{"secretName":"n","secretDesc":"d"},"secretData":"x"}}""", "n", "d", false, false },
        { """{"secretCfg":{"secretTimeCfg":{"startTime":null,"expireTime":""},"secretData":"x"}}""", "", "", false, false },
        { """{"secretCfg":{"secretTimeCfg":{"startTime":"0001-01-01T00:00:00","expireTime":"0001-01-01T00:00:00"},"secretData":"x"}}""", "", "", false, false },
        { """{"secretCfg":{"secretTimeCfg":{"startTime":"2026-01-02T03:04:05.9Z","expireTime":"2026-01-02T11:04:05+08:00"},"secretData":"x"}}""", "", "", true, true },
    };

    [Theory]
    [MemberData(nameof(Accepted))]
    public async Task CreateSecret_Body_BecomesTheRequest(string body, string name, string description, bool starts, bool expires)
    {
        await using var server = await GatewayServer.StartAsync();
        server.Cluster.OnAsync<CreateSecretRequest>((_, request) =>
        {
            // Judged here: when the call is over the data is zeroed.
            Assert.Equal("x", Encoding.UTF8.GetString(request.Data));
            return Task.FromResult<object>(new CreateSecretReply { Secret = Samples.Secret });
        });
        Envelope.Result(await server.SendAsync("POST", "/v1/secret:create", body));
        var request = server.Cluster.Single<CreateSecretRequest>();
        Assert.Equal(
            (name, description, starts ? Start : null, expires ? Start : (DateTimeOffset?)null),
            (request.Name, request.Description, request.StartAt, request.ExpireAt));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"secretCfg":null}""")]
    [InlineData("""{"secretCfg":{}}""")]
    [InlineData("""{"secretCfg":{"secretData":null}}""")]
    [InlineData("""{"secretCfg":{"secretData":""}}""")]
    [InlineData("""{"secretCfg":{"secretData":1}}""")]
    [InlineData("""{"secretCfg":{"secretData":"\ud800"}}""")]
    [InlineData("""{"secretCfg":{"secretData":"x","secretTimeCfg":{"startTime":"soon"}}}""")]
    [InlineData("""{"secretCfg":{"secretData":"x","secretTimeCfg":{"expireTime":1767322800}}}""")]
    [InlineData("""{"secretCfg":{"secretData":"x","secretTimeCfg":"2026-01-02"}}""")]
    public async Task CreateSecret_BodyOutOfOrder_Is400(string body)
    {
        await using var server = await GatewayServer.StartAsync();
        server.Cluster.AnswerAll();
        Envelope.Error(await server.SendAsync("POST", "/v1/secret:create", body), 400, "INVALID_ARGUMENT");
        Assert.Empty(server.Cluster.Calls);
    }

    [Theory]
    [InlineData("pa$$ <&> 中 😀", """ "pa$$ <&> 中 😀" """)]
    [InlineData("pa$$ <&> 中 😀\n\"\\/", """ "pa$$ \u003c\u0026> \u4e2d \ud83d\ude00\n\"\\\/" """)]
    [InlineData("\0", """ "\u0000" """)]
    public async Task CreateSecret_Data_IsTheTextInUtf8(string expected, string json)
    {
        await using var server = await GatewayServer.StartAsync();
        string? seen = null;
        server.Cluster.On<CreateSecretRequest>(request =>
        {
            seen = Encoding.UTF8.GetString(request.Data);
            return new CreateSecretReply { Secret = Samples.Secret };
        });
        Envelope.Result(await server.SendAsync("POST", "/v1/secret:create", $$$"""{"secretCfg":{"secretData":{{{json}}}}}"""));
        Assert.Equal(expected, seen);
    }

    [Theory]
    [InlineData("""{}""", InstantChangeKind.Keep, InstantChangeKind.Keep)]
    [InlineData("""{"startTime":null,"expireTime":null}""", InstantChangeKind.Keep, InstantChangeKind.Keep)]
    [InlineData("""{"startTime":"0001-01-01T00:00:00","expireTime":"0001-01-01T00:00:00Z"}""", InstantChangeKind.Keep, InstantChangeKind.Keep)]
    [InlineData("""{"startTime":"","expireTime":""}""", InstantChangeKind.Reset, InstantChangeKind.Reset)]
    [InlineData("""{"startTime":"2026-01-02T03:04:05Z"}""", InstantChangeKind.Set, InstantChangeKind.Keep)]
    public async Task UpdateSecretVersion_Times_AreKeptResetOrSet(string times, InstantChangeKind start, InstantChangeKind expire)
    {
        await using var server = await GatewayServer.StartAsync();
        server.Cluster.AnswerAll();
        Envelope.Result(await server.SendAsync("PATCH", "/v1/secret/s/version/2", $$"""{"secretTimeCfg":{{times}},"version":"7"}"""));
        var request = server.Cluster.Single<UpdateSecretVersionRequest>();
        Assert.Equal((2U, start, expire), (request.Version.Value, request.StartAt.Kind, request.ExpireAt.Kind));
        Assert.Equal(start == InstantChangeKind.Set ? Start : default, request.StartAt.At);
    }

    [Fact]
    public async Task UpdateSecretVersion_Alias_TakesTheBodysVersion()
    {
        await using var server = await GatewayServer.StartAsync();
        server.Cluster.AnswerAll();
        Envelope.Result(await server.SendAsync("PATCH", "/v1/secret/s/version/v1", """{"secretTimeCfg":{},"version":"7"}"""));
        Assert.Equal(7U, server.Cluster.Single<UpdateSecretVersionRequest>().Version.Value);
        Envelope.Error(await server.SendAsync("PATCH", "/v1/secret/s/version/v1", """{"secretTimeCfg":{}}"""), 400, "INVALID_ARGUMENT");
        Envelope.Error(await server.SendAsync("PATCH", "/v1/secret/s/version/1", """{"version":"1"}"""), 400, "INVALID_ARGUMENT");
    }

    [Theory]
    [InlineData("""{"secretDescCfg":{}}""", null, null)]
    [InlineData("""{"secretDescCfg":{"secretName":null,"secretDesc":""}}""", null, "")]
    public async Task UpdateSecret_Body_LeavesOutWhatStays(string body, string? name, string? description)
    {
        await using var server = await GatewayServer.StartAsync();
        server.Cluster.AnswerAll();
        Envelope.Result(await server.SendAsync("PATCH", "/v1/secret/s", body));
        var request = server.Cluster.Single<UpdateSecretRequest>();
        Assert.Equal((name, description), (request.Name, request.Description));
        Envelope.Error(await server.SendAsync("PATCH", "/v1/secret/s", "{}"), 400, "INVALID_ARGUMENT");
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("false", false)]
    public async Task VersionList_Data_IsWantedAsConfigured(string setting, bool wanted)
    {
        await using var server = await GatewayServer.StartAsync(null, ("Kms:Secrets:DataInLists", setting));
        server.Cluster.AnswerAll();
        Envelope.Result(await server.SendAsync("GET", "/v1/secret/s?pageNumber=2&pageSize=20"));
        var request = server.Cluster.Single<DescribeSecretVersionsRequest>();
        Assert.Equal((2, 20, wanted), (request.PageNumber, request.PageSize, request.IncludeData));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"secretPackage":null}""")]
    [InlineData("""{"secretPackage":""}""")]
    [InlineData("""{"secretPackage":"*"}""")]
    [InlineData("")]
    public async Task ImportSecret_WithoutAPackage_Is400(string body)
    {
        await using var server = await GatewayServer.StartAsync();
        server.Cluster.AnswerAll();
        Envelope.Error(await server.SendAsync("POST", "/v1/secret:import", body), 400, "INVALID_ARGUMENT");
    }

    [Fact]
    public async Task ExportSecret_PackageThatCouldNotComeBack_Is409()
    {
        await using var server = await GatewayServer.StartAsync(null, ("Kms:Limits:ImportBytes", "2048"));
        server.Cluster.On<ExportSecretRequest>(_ => new ExportSecretReply { Package = new byte[1600] });
        Envelope.Error(await server.SendAsync("GET", "/v1/secret/s:export"), 409, "FAILED_PRECONDITION");

        server.Cluster.AnswerAll().On<ExportSecretRequest>(_ => new ExportSecretReply { Package = new byte[1480] });
        var package = Envelope.Result(await server.SendAsync("GET", "/v1/secret/s:export")).GetProperty("secretPackage").GetString();
        Envelope.Result(await server.SendAsync("POST", "/v1/secret:import", $$"""{"secretPackage":"{{package}}"}"""));
    }
}
