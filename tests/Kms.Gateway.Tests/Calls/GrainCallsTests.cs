using Kms.Gateway.Calls;
using Kms.Gateway.Tests.Fakes;
using Kms.Grains.Abstractions.Catalog;
using Kms.Grains.Abstractions.Errors;
using Kms.Grains.Abstractions.Keys;
using Kms.Grains.Abstractions.Secrets;
using Orleans.Runtime;

namespace Kms.Gateway.Tests.Calls;

/// <summary>Which calls are made again, and after which failures.</summary>
public sealed class GrainCallsTests
{
    public static TheoryData<string, bool, bool> Failures => new()
    {
        { "rejected", true, true },
        { "busy", true, true },
        { "silo gone", true, false },
        { "no connection", true, false },
        { "timeout", false, false },
        { "unavailable", false, false },
        { "unexpected", false, false },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task Failure_IsRepeated_WhereThatCannotDoItTwice(string failure, bool readsAreRepeated, bool changesAreRepeated)
    {
        await using var server = await GatewayServer.StartAsync();
        server.Cluster.AnswerAll();
        server.Cluster.FailOnce<EncryptRequest>(Of(failure)).FailOnce<ListKeysRequest>(Of(failure)).FailOnce<ReadSecretVersionRequest>(Of(failure))
            .FailOnce<CreateSecretVersionRequest>(Of(failure)).FailOnce<CreateKeyRequest>(Of(failure)).FailOnce<DisableKeyRequest>(Of(failure));

        Served(readsAreRepeated, await server.SendAsync("POST", "/v1/key/k:Encrypt", """{"plaintext":"aA=="}"""));
        Served(readsAreRepeated, await server.SendAsync("GET", "/v1/key"));
        Served(readsAreRepeated, await server.SendAsync("GET", "/v1/secret/s/version/1"));
        Served(changesAreRepeated, await server.SendAsync("POST", "/v1/secret/s:createSecretVersion", """{"secretVersionCfg":{"secretData":"x"}}"""));
        Served(changesAreRepeated, await server.SendAsync("POST", "/v1/key:create", """{"keyCfg":{}}"""));
        Served(changesAreRepeated, await server.SendAsync("PATCH", "/v1/key/k:disable"));
    }

    [Fact]
    public async Task Rejection_WithoutEnd_Is503WhenTimeIsUp()
    {
        await using var server = await GatewayServer.StartAsync(null, ("Kms:Limits:RequestSeconds", "1"));
        server.Cluster.Fail<DisableKeyRequest>(OrleansFailures.Rejected);
        var reply = await server.SendAsync("PATCH", "/v1/key/k:disable");
        Envelope.Error(reply, 503, "UNAVAILABLE");
        Assert.DoesNotContain("Silo stopping", reply.Body, StringComparison.Ordinal);
        Assert.InRange(server.Cluster.Calls.Count, 3, 20);
    }

    [Fact]
    public async Task Stopping_NothingIsRepeated_AndNewRequestsAreTurnedAway()
    {
        await using var server = await GatewayServer.StartAsync();
        server.Cluster.OnAsync<EncryptRequest>((_, _) =>
        {
            server.Lifetime.StopApplication();
            return Task.FromException<object>(OrleansFailures.Rejected);
        });
        using var second = RawHttp.To(server);
        await second.WriteAsync("GET /v1/nothing HTTP/1.1\r\nHost: x\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 404 ", await second.ReadReplyAsync(), StringComparison.Ordinal);

        Envelope.Error(await server.SendAsync("POST", "/v1/key/k:Encrypt", """{"plaintext":"aA=="}"""), 503, "UNAVAILABLE");
        Assert.Single(server.Cluster.Calls);

        await second.WriteAsync("GET /v1/nothing HTTP/1.1\r\nHost: x\r\n\r\n");
        var refused = await second.ReadReplyAsync();
        Assert.StartsWith("HTTP/1.1 503 ", refused, StringComparison.Ordinal);
        Assert.Contains("Connection: close", refused, StringComparison.Ordinal);
    }

    [Fact]
    public void IsBeforeExecution_SiloThatWentAwayWithTheCall_IsNot()
    {
        // It is a rejection by type, but the call may have been carried out.
        Assert.IsAssignableFrom<OrleansMessageRejectionException>(OrleansFailures.SiloGone);
        Assert.False(GrainCalls.IsBeforeExecution(OrleansFailures.SiloGone));
        Assert.True(GrainCalls.IsTransient(OrleansFailures.SiloGone));
    }

    private static Exception Of(string failure) => failure switch
    {
        "rejected" => OrleansFailures.Rejected,
        "busy" => new GatewayTooBusyException(),
        "silo gone" => OrleansFailures.SiloGone,
        "no connection" => new Orleans.Runtime.Messaging.ConnectionFailedException("no"),
        "timeout" => new TimeoutException(),
        "unavailable" => new KmsException(KmsErrorCode.Unavailable, "no"),
        _ => new InvalidOperationException(),
    };

    private static void Served(bool expected, Reply reply)
    {
        Envelope.Root(reply);
        Assert.Equal(expected, reply.Status == 200);
    }
}
