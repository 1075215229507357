using Kms.Gateway.Tests.Fakes;
using Kms.Grains.Abstractions.Errors;
using Kms.Grains.Abstractions.Keys;

namespace Kms.Gateway.Tests.Hosting;

/// <summary>A request with many faults is refused for the first of them in the fixed order; a fault is repaired at a time.</summary>
public sealed class OrderOfChecksTests
{
    [Fact]
    public async Task ManyFaults_AreFoundInTheFixedOrder()
    {
        await using var server = await GatewayServer.StartAsync(null, ("Kms:Limits:BodyBytes", "1024"));
        server.Gate.Stranger = "stranger";
        server.Gate.Forger = "forger";
        const string WrongPath = "/v1/key/k:encrypt";
        const string Path = "/v1/key/k:Encrypt";
        var tooLong = new string('x', 1025);

        await RefusedAsync(server, "PUT", WrongPath, tooLong, chunked: false, 413);
        await RefusedAsync(server, "PUT", WrongPath, tooLong, chunked: true, 401);
        server.Gate.Stranger = null;
        await RefusedAsync(server, "PUT", WrongPath, tooLong, chunked: true, 413);
        await RefusedAsync(server, "PUT", WrongPath, "x", chunked: true, 401);
        server.Gate.Forger = null;
        await RefusedAsync(server, "PUT", WrongPath, "x", chunked: true, 404);
        await RefusedAsync(server, "PUT", Path, "x", chunked: true, 405);
        await RefusedAsync(server, "POST", Path, "x", chunked: true, 400);
        await RefusedAsync(server, "POST", Path, """{"plaintext":"*"}""", chunked: true, 400);
        Assert.Empty(server.Cluster.Calls);
        await RefusedAsync(server, "POST", Path, """{"plaintext":"aA=="}""", chunked: true, 404);
        server.Cluster.Fail<EncryptRequest>(new KmsException(KmsErrorCode.StateConflict, "the key is disabled"));
        await RefusedAsync(server, "POST", Path, """{"plaintext":"aA=="}""", chunked: true, 409);
    }

    [Fact]
    public async Task Unsigned_ToAnyPath_Is401()
    {
        await using var server = await GatewayServer.StartAsync();
        server.Gate.Stranger = "the Authorization header is missing";
        string[] paths = ["/v1/key", "/", "/nothing", "/v1/key/k:Encrypt", "/health/nothing", "/%"];
        foreach (var path in paths)
        {
            var error = Envelope.Error(await server.SendAsync("GET", path), 401, "ACCESS_ERROR");
            Assert.Equal("the Authorization header is missing", error.GetProperty("message").GetString());
        }
    }

    [Fact]
    public async Task ContentEncoding_OtherThanIdentity_Is400_AfterTheVerbAndBeforeTheBody()
    {
        await using var server = await GatewayServer.StartAsync();
        server.Cluster.AnswerAll();
        Envelope.Error(await SendEncodedAsync(server, "POST", "/v1/key/k:Encrypt", "gzip"), 400, "INVALID_ARGUMENT");
        Envelope.Error(await SendEncodedAsync(server, "GET", "/v1/key", "gzip"), 400, "INVALID_ARGUMENT");
        Envelope.Error(await SendEncodedAsync(server, "PUT", "/v1/key/k:Encrypt", "gzip"), 405, "METHOD_NOT_ALLOWED");
        Assert.Empty(server.Cluster.Calls);
        Envelope.Result(await SendEncodedAsync(server, "POST", "/v1/key/k:Encrypt", "Identity"));
    }

    [Theory]
    [InlineData("HEAD", "/v1/key", "GET")]
    [InlineData("OPTIONS", "/v1/key", "GET")]
    [InlineData("OPTIONS", "/v1/key/k:Encrypt", "POST")]
    [InlineData("POST", "/v1/key/k", "GET, PATCH")]
    [InlineData("PUT", "/v1/secret/s/version/1", "GET, PATCH")]
    public async Task OtherVerb_Is405WithAllow(string method, string path, string allow)
    {
        await using var server = await GatewayServer.StartAsync();
        var reply = await server.SendAsync(method, path);
        Assert.Equal((405, allow), (reply.Status, reply.Headers["Allow"]));
        if (method == "HEAD")
        {
            Assert.Empty(reply.Body);
            Assert.Equal(32, reply.Headers["x-jdcloud-request-id"].Length);
        }
        else
        {
            Envelope.Error(reply, 405, "METHOD_NOT_ALLOWED");
        }
    }

    [Fact]
    public async Task EndpointOfTheHost_IsNotTheGateways()
    {
        await using var server = await GatewayServer.StartAsync();
        server.Gate.Stranger = "stranger";
        var reply = await server.SendAsync("GET", "/health/live");
        Assert.Equal((200, "alive"), (reply.Status, reply.Body));
    }

    private static async Task RefusedAsync(GatewayServer server, string method, string path, string body, bool chunked, int status)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(server.Address, path)) { Content = new StringContent(body) };
        request.Headers.TransferEncodingChunked = chunked;
        var reply = await server.SendAsync(request);
        Assert.Equal(status, reply.Status);
        Assert.Equal(status, Envelope.Root(reply).GetProperty("error").GetProperty("code").GetInt32());
    }

    private static async Task<Reply> SendEncodedAsync(GatewayServer server, string method, string path, string encoding)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(server.Address, path))
        {
            Content = new StringContent("""{"plaintext":"aA=="}"""),
        };
        request.Content.Headers.TryAddWithoutValidation("Content-Encoding", encoding);
        return await server.SendAsync(request);
    }
}
