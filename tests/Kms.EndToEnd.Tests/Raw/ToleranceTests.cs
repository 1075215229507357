using System.Text;
using Kms.Client;
using Kms.Client.Keys;
using Kms.EndToEnd.Tests.Backends;
using Kms.Testing.Processes;

namespace Kms.EndToEnd.Tests.Raw;

/// <summary>Requests that no ordinary client sends, byte for byte, against the real listener.</summary>
public sealed class ToleranceTests(EmbeddedServer shared) : IClassFixture<EmbeddedServer>
{
    private static readonly byte[] Plaintext = """{"plaintext":"aGVsbG8="}"""u8.ToArray();

    private readonly KmsProcess _server = shared.Process;

    [Theory]
    [InlineData("/v1/key?pageSize=10&unknown=1")]
    [InlineData("/v1/%6bey")]
    [InlineData("/v1/key?pageNumber=")]
    [InlineData("/%76%31/key?page%53ize=10")]
    public async Task Target_EscapedOrWithUnknownParameters_IsUnderstood(string target) =>
        (await new RawRequest(_server, "GET", target).SendAsync()).AssertDone();

    [Theory]
    [InlineData("/v1/key/")]
    [InlineData("//v1/key")]
    [InlineData("/v1//key")]
    [InlineData("/V1/key")]
    [InlineData("/v1/Key")]
    [InlineData("/v1/key/abc:describekeydetail")]
    [InlineData("/v1")]
    [InlineData("/v1/key:list")]
    [InlineData("/metrics")]
    public async Task Path_ThatIsNotInTheTable_Is404(string target) =>
        (await new RawRequest(_server, "GET", target).SendAsync()).AssertRefused(404, "NOT_FOUND");

    [Theory]
    [InlineData("POST", "/v1/key", "GET")]
    [InlineData("OPTIONS", "/v1/key", "GET")]
    [InlineData("GET", "/v1/key:create", "POST")]
    [InlineData("POST", "/v1/key/abcdefghijklmnop:enable", "PATCH")]
    [InlineData("PUT", "/v1/key/abcdefghijklmnop", "GET")]
    public async Task Verb_ThatThePathDoesNotHave_Is405WithAllow(string method, string target, string allowed)
    {
        RawReply reply = await new RawRequest(_server, method, target).SendAsync();
        reply.AssertRefused(405, "METHOD_NOT_ALLOWED");
        Assert.Contains(allowed, reply.Headers["Allow"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Head_OfAKnownPath_Is405WithoutABody() =>
        Assert.Equal(405, (await new RawRequest(_server, "HEAD", "/v1/key").SendAsync()).Status);

    [Theory]
    [InlineData("/v1/key?pageSize=10&pageSize=10")]
    [InlineData("/v1/key?pageSize=1e1")]
    [InlineData("/v1/key?pageSize=+10")]
    [InlineData("/v1/key?pageNumber=-1")]
    [InlineData("/v1/key?pageNumber=1234567890")]
    public async Task Parameter_RepeatedOrNoNumber_Is400(string target) =>
        (await new RawRequest(_server, "GET", target).SendAsync()).AssertRefused(400, "INVALID_ARGUMENT");

    [Fact]
    public async Task Body_Chunked_IsRead()
    {
        string keyId = await NewKeyAsync();
        (await new RawRequest(_server, "POST", $"/v1/key/{keyId}:Encrypt") { Body = Plaintext, Chunked = true }.SendAsync()).AssertDone();
    }

    [Fact]
    public async Task Body_AfterExpectContinue_IsRead()
    {
        string keyId = await NewKeyAsync();
        var request = new RawRequest(_server, "POST", $"/v1/key/{keyId}:Encrypt") { Body = Plaintext, ExtraHeaders = ["Expect: 100-continue"] };
        (await request.SendAsync()).AssertDone();
    }

    [Fact]
    public async Task Body_WithAByteOrderMarkAndAnotherContentType_IsRead()
    {
        string keyId = await NewKeyAsync();
        byte[] body = [0xEF, 0xBB, 0xBF, .. Plaintext];
        (await new RawRequest(_server, "POST", $"/v1/key/{keyId}:Encrypt") { Body = body, ExtraHeaders = ["Content-Type: text/plain"] }.SendAsync()).AssertDone();
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Verb_WithoutABody_IsDone(bool withoutLength)
    {
        string keyId = await NewKeyAsync();
        (await new RawRequest(_server, "PATCH", $"/v1/key/{keyId}:disable") { WithoutLength = withoutLength }.SendAsync()).AssertDone();
    }

    [Theory]
    [InlineData("{\"plaintext\":\"aGVsbG8=\"")]
    [InlineData("[]")]
    [InlineData("\"aGVsbG8=\"")]
    [InlineData("null")]
    [InlineData("{\"plaintext\":\"aGVsbG8=\",\"plaintext\":\"aGVsbG8=\"}")]
    [InlineData("{\"plaintext\":\"aGVsbG8=\"} {}")]
    [InlineData("{\"plaintext\":1}")]
    [InlineData("{\"Plaintext\":\"aGVsbG8=\"}")]
    [InlineData("{\"plaintext\":\"\\ud800\"}")]
    [InlineData("{'plaintext':'aGVsbG8='}")]
    [InlineData("")]
    public async Task Body_ThatIsNotTheObject_Is400(string body)
    {
        string keyId = await NewKeyAsync();
        RawReply reply = await new RawRequest(_server, "POST", $"/v1/key/{keyId}:Encrypt") { Body = Encoding.UTF8.GetBytes(body) }.SendAsync();
        reply.AssertRefused(400, "INVALID_ARGUMENT");
    }

    [Fact]
    public async Task Body_ThatIsNotUtf8_Is400() =>
        (await new RawRequest(_server, "POST", "/v1/key:create") { Body = [.. "{\"keyCfg\":{\"keyDescCfg\":{\"keyName\":\""u8, 0xC3, 0x28, .. "\"}}}"u8] }.SendAsync())
            .AssertRefused(400, "INVALID_ARGUMENT");

    [Fact]
    public async Task Body_Compressed_Is400() =>
        (await new RawRequest(_server, "POST", "/v1/key:create") { Body = Plaintext, ExtraHeaders = ["Content-Encoding: gzip"] }.SendAsync())
            .AssertRefused(400, "INVALID_ARGUMENT");

    [Theory, InlineData(true), InlineData(false)]
    public async Task Body_OverOneMebibyte_Is413(bool chunked) =>
        (await new RawRequest(_server, "POST", "/v1/key:create") { Body = new byte[(1024 * 1024) + 1], Chunked = chunked }.SendAsync())
            .AssertRefused(413, "PAYLOAD_TOO_LARGE");

    [Fact]
    public async Task Body_AnnouncedLargerThanTheLimit_Is413WithoutWaitingForIt()
    {
        using RawConnection connection = await RawConnection.OpenAsync(_server.Endpoint);
        await connection.SendAsync(Encoding.ASCII.GetBytes($"POST /v1/key:create HTTP/1.1\r\nHost: {_server.Endpoint.Authority}\r\nContent-Length: 999999999\r\n\r\n"));
        (await connection.ReadAsync()).AssertRefused(413, "PAYLOAD_TOO_LARGE");
        Assert.True(await connection.IsClosedByServerAsync());
    }

    [Fact]
    public async Task Body_OtherThanTheSigned_Is401() =>
        (await new RawRequest(_server, "POST", "/v1/key:create") { Body = Plaintext, SignedBody = "{}"u8.ToArray() }.SendAsync()).AssertRefused(401, "ACCESS_ERROR");

    [Fact]
    public async Task Target_OtherThanTheSigned_Is401() =>
        (await new RawRequest(_server, "GET", "/v1/key") { WireTarget = "/v1/secret" }.SendAsync()).AssertRefused(401, "ACCESS_ERROR");

    [Theory]
    [InlineData("Authorization: JDCLOUD2-HMAC-SHA256 Credential=a/20260101/r/kms/jdcloud2_request, SignedHeaders=host, Signature=00")]
    [InlineData("x-jdcloud-date: 20260101T000000Z")]
    [InlineData("Host: elsewhere")]
    public async Task Header_ThatMayNotBeRepeated_IsRefused(string header)
    {
        RawReply reply = await new RawRequest(_server, "GET", "/v1/key") { ExtraHeaders = [header] }.SendAsync();
        Assert.True(reply.Status is 400 or 401, reply.Body); // two Host headers end in the listener itself
    }

    [Fact]
    public async Task Requests_Pipelined_AreAnsweredInOrder()
    {
        using RawConnection connection = await RawConnection.OpenAsync(_server.Endpoint);
        await connection.SendAsync([.. new RawRequest(_server, "GET", "/v1/key").ToBytes(), .. new RawRequest(_server, "GET", "/v1/secret").ToBytes()]);
        Assert.True((await connection.ReadAsync()).Result.TryGetProperty("keyList", out _));
        Assert.True((await connection.ReadAsync()).Result.TryGetProperty("secretList", out _));
    }

    [Fact]
    public async Task Request_OfHttp10_IsAnswered() =>
        Assert.Equal(200, (await new RawRequest(_server, "GET", "/v1/key") { HttpVersion = "1.0" }.SendAsync()).Status);

    [Theory]
    [InlineData("GET /v1/key HTTP/1.1\r\nHost: h\r\n\r\n")]
    [InlineData("GET /nowhere HTTP/1.1\r\nHost: h\r\n\r\n")]
    [InlineData("GET /v1/key HTTP/1.1\r\nHost: h\r\nAuthorization: Basic YTpi\r\n\r\n")]
    [InlineData("GET /v1/key HTTP/1.1\r\nHost: h\r\nAuthorization: \r\n\r\n")]
    public async Task Request_WithoutASignature_Is401(string request) =>
        (await RawConnection.ExchangeAsync(_server.Endpoint, Encoding.ASCII.GetBytes(request))).AssertRefused(401, "ACCESS_ERROR");

    [Theory]
    [InlineData("nonsense\r\n\r\n", 400)]
    [InlineData("GET /v1/key HTTP/1.1\r\n\r\n", 400)]
    [InlineData("GET /v1/key HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n", 400)]
    [InlineData("GET /v1/key/a%00b HTTP/1.1\r\nHost: h\r\n\r\n", 400)]
    [InlineData("GET /v1/key HTTP/9.9\r\nHost: h\r\n\r\n", 505)]
    public async Task Request_ThatIsNoHttp_IsRefusedByTheListener(string request, int status) =>
        Assert.Equal(status, (await RawConnection.ExchangeAsync(_server.Endpoint, Encoding.ASCII.GetBytes(request))).Status);

    [Fact]
    public async Task Headers_TooLarge_Are431() =>
        Assert.Equal(431, (await new RawRequest(_server, "GET", "/v1/key") { ExtraHeaders = [$"X-Big: {new string('x', 40_000)}"] }.SendAsync()).Status);

    private async Task<string> NewKeyAsync()
    {
        using KmsClient client = _server.Connect();
        return await client.Keys.CreateKeyAsync(new NewKey());
    }
}
