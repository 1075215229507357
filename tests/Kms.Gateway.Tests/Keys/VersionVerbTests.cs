using Kms.Gateway.Tests.Fakes;
using Kms.Grains.Abstractions.Keys;

namespace Kms.Gateway.Tests.Keys;

/// <summary>Where the version comes from, the .NET SDK's defect included.</summary>
public sealed class VersionVerbTests
{
    [Theory]
    [InlineData("/v1/key/k/version/3:disable", """{"keyId":"k","version":"9"}""", 3U)]
    [InlineData("/v1/key/k/version/3:disable", """{"version":5}""", 3U)]
    [InlineData("/v1/key/k/version/3:disable", "{}", 3U)]
    [InlineData("/v1/key/k/version/3:disable", null, 3U)]
    [InlineData("/3/key/k/version/3:disable", """{"keyId":"k","version":"3"}""", 3U)]
    [InlineData("/v1/key/k/version/v1:disable", """{"keyId":"k","version":"12"}""", 12U)]
    public async Task Disable_Version_IsThePathsOrTheBodys(string path, string? body, uint version)
    {
        await using var server = await GatewayServer.StartAsync();
        server.Cluster.AnswerAll();
        Envelope.Result(await server.SendAsync("PATCH", path, body));
        Assert.Equal(version, server.Cluster.Single<DisableKeyVersionRequest>().Version.Value);
    }

    [Theory]
    [InlineData(null, 400)]
    [InlineData("{}", 400)]
    [InlineData("""{"version":null}""", 400)]
    [InlineData("""{"version":3}""", 400)]
    [InlineData("""{"version":"v1"}""", 404)]
    [InlineData("""{"version":"0"}""", 404)]
    [InlineData("""{"version":"01"}""", 404)]
    [InlineData("""{"version":""}""", 404)]
    public async Task Disable_AliasWithoutAUsableVersion_IsRefused(string? body, int status)
    {
        await using var server = await GatewayServer.StartAsync();
        server.Cluster.AnswerAll();
        Envelope.Error(
            await server.SendAsync("PATCH", "/v1/key/k/version/v1:disable", body), status, status == 400 ? "INVALID_ARGUMENT" : "NOT_FOUND");
        Assert.Empty(server.Cluster.Calls);
    }

    [Theory]
    [InlineData("DELETE", "/v1/key/k/version/v1:delete")]
    [InlineData("DELETE", "/v1/secret/s/version/v1:delete")]
    [InlineData("GET", "/v1/secret/s/version/v1")]
    public async Task Alias_WhereNoBodyCanHelp_Is404(string method, string path)
    {
        await using var server = await GatewayServer.StartAsync();
        server.Cluster.AnswerAll();
        Envelope.Error(await server.SendAsync(method, path), 404, "NOT_FOUND");
        Assert.Empty(server.Cluster.Calls);
    }

    [Theory]
    [InlineData("PATCH", "/v1/key/k:enable")]
    [InlineData("PATCH", "/v1/key/k:rotate")]
    [InlineData("PATCH", "/v1/key/k/version/1:enable")]
    [InlineData("PATCH", "/v1/secret/s:disable")]
    [InlineData("PATCH", "/v1/secret/s/version/1:enable")]
    public async Task ActionWithoutInput_TakesNoBodyOrAnyObject(string method, string path)
    {
        await using var server = await GatewayServer.StartAsync();
        server.Cluster.AnswerAll();
        string?[] accepted = [null, string.Empty, "{}", """{"x":[1]}"""];
        foreach (var body in accepted)
        {
            Envelope.Result(await server.SendAsync(method, path, body));
        }

        string[] refused = ["[]", "null", "x", "{", " ", """{"a":1,"a":1}"""];
        foreach (var body in refused)
        {
            Envelope.Error(await server.SendAsync(method, path, body), 400, "INVALID_ARGUMENT");
        }
    }

    [Fact]
    public async Task DelayDays_Arrive()
    {
        await using var server = await GatewayServer.StartAsync();
        server.Cluster.AnswerAll();
        Assert.Equal(202, (await server.SendAsync("DELETE", "/v1/key/k:delete?delayDays=9")).Status);
        Assert.Equal(202, (await server.SendAsync("DELETE", "/v1/key/k/version/2:delete?delayDays=")).Status);
        Envelope.Error(await server.SendAsync("DELETE", "/v1/key/k:delete?delayDays=31"), 400, "INVALID_ARGUMENT");
        Assert.Equal(9, server.Cluster.Single<ScheduleKeyDeletionRequest>().DelayDays);
        var version = server.Cluster.Single<ScheduleKeyVersionDeletionRequest>();
        Assert.Equal((7, 2U), (version.DelayDays, version.Version.Value));
    }
}
