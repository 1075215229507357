using System.Net;
using Kms.Gateway.Tests.Fakes;

namespace Kms.Gateway.Tests.Limits;

public sealed class BodyLimitTests
{
    private const int Limit = 1024;

    [Fact]
    public async Task Length_AtTheLimit_IsServed_AndOneMoreIs413()
    {
        await using var server = await StartAsync();
        foreach (var chunked in new[] { false, true })
        {
            Envelope.Result(await PostAsync(server, "/v1/key/k:Encrypt", Padded(Limit), chunked));
            var refused = await PostAsync(server, "/v1/key/k:Encrypt", Padded(Limit + 1), chunked);
            Envelope.Error(refused, 413, "PAYLOAD_TOO_LARGE");
            Assert.Equal("close", refused.Headers["Connection"]);
        }
    }

    [Fact]
    public async Task Import_HasALimitOfItsOwn()
    {
        await using var server = await StartAsync();
        Envelope.Result(await PostAsync(server, "/v1/secret:import", Padded(4 * Limit, "secretPackage"), chunked: true));
        Envelope.Error(await PostAsync(server, "/v1/secret:import", Padded((4 * Limit) + 1), chunked: true), 413, "PAYLOAD_TOO_LARGE");
        Envelope.Error(await PostAsync(server, "/v1/secret:create", Padded(Limit + 1), chunked: false), 413, "PAYLOAD_TOO_LARGE");
    }

    [Fact]
    public async Task PromisedLength_OverTheLimit_IsRefusedBeforeTheBodyComes()
    {
        await using var server = await StartAsync();
        using var raw = RawHttp.To(server);
        await raw.WriteAsync("POST /v1/key/k:Encrypt HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 99999999999\r\n\r\n");
        var reply = await raw.ReadReplyAsync();
        Assert.StartsWith("HTTP/1.1 413 ", reply, StringComparison.Ordinal);
        Assert.Contains("PAYLOAD_TOO_LARGE", reply, StringComparison.Ordinal);
        Assert.Contains("Connection: close", reply, StringComparison.Ordinal);
        Assert.Null(server.Gate.Body);
    }

    [Fact]
    public async Task Stranger_IsRefusedBeforeTheBodyComes_AndTheConnectionCloses()
    {
        await using var server = await StartAsync();
        server.Gate.Stranger = "stranger";
        using var raw = RawHttp.To(server);
        await raw.WriteAsync("POST /v1/key/k:Encrypt HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n");
        var reply = await raw.ReadReplyAsync();
        Assert.StartsWith("HTTP/1.1 401 ", reply, StringComparison.Ordinal);
        Assert.Contains("Connection: close", reply, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refusal_AfterTheBody_KeepsTheConnection()
    {
        await using var server = await StartAsync();
        using var raw = RawHttp.To(server);
        for (var i = 0; i < 2; i++)
        {
            await raw.WriteAsync("POST /v1/nothing HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}");
            Assert.StartsWith("HTTP/1.1 404 ", await raw.ReadReplyAsync(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("zz\r\n{}\r\n0\r\n\r\n")]
    [InlineData("2\r\n{}xx\r\n0\r\n\r\n")]
    [InlineData("ffffffffffffffffff\r\n")]
    public async Task BrokenChunks_Are400(string chunks)
    {
        await using var server = await StartAsync();
        using var raw = RawHttp.To(server);
        await raw.WriteAsync("POST /v1/key/k:Encrypt HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks);
        var reply = await raw.ReadReplyAsync();
        Assert.StartsWith("HTTP/1.1 400 ", reply, StringComparison.Ordinal);
        Assert.Contains("INVALID_ARGUMENT", reply, StringComparison.Ordinal);
        await server.Log.WaitForAsync("stopped");
        server.Log.AssertQuiet();
    }

    [Fact]
    public async Task Body_InManyPieces_IsPutTogether()
    {
        await using var server = await StartAsync();
        using var raw = RawHttp.To(server);
        await raw.WriteAsync("POST /v1/key/k:Encrypt HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
        foreach (var c in """{"plaintext":"aGVsbG8="}""")
        {
            await raw.WriteAsync($"1\r\n{c}\r\n");
        }

        await raw.WriteAsync("0\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 200 ", await raw.ReadReplyAsync(), StringComparison.Ordinal);
        Assert.Equal("""{"plaintext":"aGVsbG8="}"""u8, server.Gate.Body!);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Client_GoneHalfwayThroughTheBody_IsNobodysError(bool reset)
    {
        await using var server = await StartAsync();
        using (var raw = RawHttp.To(server))
        {
            await raw.WriteAsync("POST /v1/key/k:Encrypt HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{");
            await server.Log.WaitForAsync("started reading request body");
            if (reset)
            {
                raw.Reset();
            }
        }

        await server.Log.WaitForAsync("stopped");
        server.Log.AssertQuiet();
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(server, "/v1/key/k:Encrypt", Padded(100), chunked: false)).StatusCode);
    }

    [Fact]
    public async Task BodyOfAReadOperation_IsReadAndIgnored()
    {
        await using var server = await StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(server.Address, "/v1/key")) { Content = new StringContent("[not json") };
        Envelope.Result(await server.SendAsync(request));
        Assert.Equal("[not json"u8, server.Gate.Body!);
    }

    private static async Task<GatewayServer> StartAsync()
    {
        var server = await GatewayServer.StartAsync(null, ("Kms:Limits:BodyBytes", $"{Limit}"), ("Kms:Limits:ImportBytes", $"{4 * Limit}"));
        server.Cluster.AnswerAll();
        return server;
    }

    private static string Padded(int length, string member = "plaintext")
    {
        var json = $$"""{"{{member}}":"aA=="}""";
        return json + new string(' ', length - json.Length);
    }

    private static async Task<Reply> PostAsync(GatewayServer server, string path, string body, bool chunked)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server.Address, path)) { Content = new StringContent(body) };
        request.Headers.TransferEncodingChunked = chunked;
        return await server.SendAsync(request);
    }
}
