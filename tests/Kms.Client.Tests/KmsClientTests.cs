using System.Net;
using System.Text;
using Kms.Client.Errors;
using Kms.Client.Operations;
using Kms.Client.Tests.Fakes;
using Microsoft.Extensions.Time.Testing;

namespace Kms.Client.Tests;

/// <summary>What all calls have in common: signing, frames, errors.</summary>
public sealed class KmsClientTests
{
    [Fact]
    public async Task CallAsync_EveryOperation_IsSignedAndPutTogetherAsTheTableSays()
    {
        await using var fake = await FakeKms.StartAsync();
        using var client = fake.Connect();

        foreach (var row in OperationTable.All)
        {
            var path = row.PathParameters.ToDictionary(name => name, _ => "id-1");
            var query = row.QueryNames.ToDictionary(name => name, _ => "10");
            using var reply = await client.CallAsync(row.Name, path, query);

            Assert.Equal(row.Method, fake.Last.Method);
            Assert.Equal(row.Target(path, query), fake.Last.Target);
            Assert.Equal(row.HasBody ? "{}" : "", fake.Last.Text);
            Assert.Equal(row.HasBody ? "application/json" : null, fake.Last.Header("content-type"));
            Assert.Equal("req1", reply.RequestId);
            Assert.Equal("{}", Encoding.UTF8.GetString(reply.Result.Span));
        }
    }

    [Fact]
    public async Task CallAsync_WrongSecret_IsRefusedByTheFake()
    {
        await using var fake = await FakeKms.StartAsync();
        using var client = new KmsClient(new KmsClientOptions { Endpoint = fake.Endpoint, AccessKeyId = FakeKms.AccessKeyId, SecretAccessKey = [1] });

        var refusal = await Assert.ThrowsAsync<KmsApiException>(() => client.CallAsync("describeKeyList"));

        Assert.Equal(HttpStatusCode.Unauthorized, refusal.StatusCode);
    }

    [Fact]
    public async Task CallAsync_OverHttps_Works()
    {
        await using var fake = await FakeKms.StartAsync(https: true);
        using var handler = new SocketsHttpHandler { SslOptions = { CertificateChainPolicy = TestCertificate.Trusting(fake.Certificate!) } };
        using var http = new HttpClient(handler);
        using var client = new KmsClient(FakeKmsClient.Options(fake.Endpoint), http, TimeProvider.System);

        using var reply = await client.CallAsync("enableKey", new Dictionary<string, string> { ["keyId"] = "k" });

        Assert.Equal("https", fake.Endpoint.Scheme);
        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
    }

    [Fact]
    public async Task CallAsync_UntrustedCertificate_IsUnavailable()
    {
        await using var fake = await FakeKms.StartAsync(https: true);
        using var client = fake.Connect();

        await Assert.ThrowsAsync<KmsUnavailableException>(() => client.CallAsync("describeKeyList"));
        Assert.Empty(fake.Received);
    }

    [Fact]
    public async Task CallAsync_EachCall_HasItsOwnNonceAndTheClocksDate()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 24, 1, 2, 3, TimeSpan.Zero));
        await using var fake = await FakeKms.StartAsync();
        using var http = new HttpClient();
        using var client = new KmsClient(FakeKmsClient.Options(fake.Endpoint), http, time);

        using (await client.CallAsync("describeKeyList")) { }
        using (await client.CallAsync("describeKeyList")) { }

        Assert.All(fake.Received, request => Assert.Equal("20261124T010203Z", request.Header("x-jdcloud-date")));
        Assert.Equal(2, fake.Received.Select(request => request.Header("x-jdcloud-nonce")).Distinct().Count());
    }

    [Fact]
    public async Task CallAsync_Refusal_CarriesEverythingTheServiceSaid()
    {
        await using var fake = await FakeKms.StartAsync(_ =>
            FakeReply.Error(503, "UNAVAILABLE", "not now", """[{"reason":"database"}]""") with { RetryAfterSeconds = 7 });
        using var client = fake.Connect();

        var refusal = await Assert.ThrowsAsync<KmsApiException>(() => client.CallAsync("describeKeyList"));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, refusal.StatusCode);
        Assert.Equal((503, "UNAVAILABLE", "not now", "req2"), (refusal.Code, refusal.Status, refusal.Message, refusal.RequestId));
        Assert.Equal("database", refusal.Details.Single()["reason"]);
        Assert.Equal(TimeSpan.FromSeconds(7), refusal.RetryAfter);
        Assert.True(refusal.IsTransient);
    }

    [Theory]
    [InlineData(400, false)]
    [InlineData(404, false)]
    [InlineData(409, false)]
    [InlineData(429, true)]
    [InlineData(500, true)]
    public async Task CallAsync_Refusal_IsTransientOnlyWhereWaitingHelps(int status, bool transient)
    {
        await using var fake = await FakeKms.StartAsync(_ => FakeReply.Error(status, "X", "y"));
        using var client = fake.Connect();

        var refusal = await Assert.ThrowsAsync<KmsApiException>(() => client.CallAsync("describeKeyList"));

        Assert.Equal(transient, refusal.IsTransient);
        Assert.Null(refusal.RetryAfter);
    }

    [Theory]
    [InlineData("<html>bad gateway</html>")]
    [InlineData("")]
    [InlineData("[]")]
    public async Task CallAsync_ErrorWithoutItsFrame_KeepsTheStatus(string body)
    {
        await using var fake = await FakeKms.StartAsync(_ => new FakeReply(502, body));
        using var client = fake.Connect();

        var refusal = await Assert.ThrowsAsync<KmsApiException>(() => client.CallAsync("describeKeyList"));

        Assert.Equal((502, "", ""), (refusal.Code, refusal.Status, refusal.RequestId));
        Assert.Empty(refusal.Details);
    }

    [Theory]
    [InlineData("<html>hello</html>")]
    [InlineData("")]
    [InlineData("""{"requestId":"r","result":{}""")]
    [InlineData("""{"requestId":"r","result":{}}x""")]
    [InlineData("""{"requestId":1}""")]
    public async Task CallAsync_SuccessThatIsNotTheProtocol_IsUnavailable(string body)
    {
        await using var fake = await FakeKms.StartAsync(_ => new FakeReply(200, body));
        using var client = fake.Connect();

        await Assert.ThrowsAsync<KmsUnavailableException>(() => client.CallAsync("describeKeyList"));
    }

    [Theory]
    [InlineData("""{"requestId":"r"}""")]
    [InlineData("""{"requestId":"r","result":null}""")]
    [InlineData("""{"requestId":"r","result":{},"error":null}""")]
    [InlineData("""{"error":null,"more":[1,{}],"requestId":"r"}""")]
    public async Task CallAsync_EveryFormOfAnEmptyResult_Succeeds(string body)
    {
        await using var fake = await FakeKms.StartAsync(_ => new FakeReply(200, body));
        using var client = fake.Connect();

        await client.Keys.EnableKeyAsync("k");
    }

    [Fact]
    public async Task CallAsync_NobodyListening_IsUnavailable()
    {
        Uri endpoint;
        await using (var fake = await FakeKms.StartAsync()) endpoint = fake.Endpoint;
        using var client = new KmsClient(FakeKmsClient.Options(endpoint));

        await Assert.ThrowsAsync<KmsUnavailableException>(() => client.CallAsync("describeKeyList"));
    }

    [Fact]
    public async Task CallAsync_NoAnswerInTime_IsUnavailable()
    {
        using var gate = new ManualResetEventSlim();
        await using var fake = await FakeKms.StartAsync(_ =>
        {
            gate.Wait();
            return FakeReply.Result("{}");
        });
        using var client = fake.Connect(timeout: TimeSpan.FromMilliseconds(50));

        await Assert.ThrowsAsync<KmsUnavailableException>(() => client.CallAsync("describeKeyList"));
        gate.Set();
    }

    [Fact]
    public async Task CallAsync_CallersCancellation_IsACancellation()
    {
        await using var fake = await FakeKms.StartAsync();
        using var client = fake.Connect();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.CallAsync("describeKeyList", cancellationToken: new(canceled: true)));
    }

    [Fact]
    public async Task CallAsync_ReplyOverTheLimit_IsUnavailable()
    {
        await using var fake = await FakeKms.StartAsync(_ => FakeReply.Result($$"""{"x":"{{new string('x', 5000)}}"}"""));
        using var client = fake.Connect(maxReplyBytes: 1024);

        await Assert.ThrowsAsync<KmsUnavailableException>(() => client.CallAsync("describeKeyList"));
    }

    [Fact]
    public async Task CallAsync_Redirect_IsNotFollowed()
    {
        await using var fake = await FakeKms.StartAsync(_ => new FakeReply(307, ""));
        using var client = fake.Connect();

        var refusal = await Assert.ThrowsAsync<KmsApiException>(() => client.CallAsync("describeKeyList"));

        Assert.Equal(307, refusal.Code);
        Assert.Single(fake.Received);
    }

    [Fact]
    public async Task CallAsync_BodyWhereThereIsNone_IsRefused()
    {
        await using var fake = await FakeKms.StartAsync();
        using var client = fake.Connect();

        await Assert.ThrowsAsync<ArgumentException>(() => client.CallAsync("describeKeyList", body: "{}"u8.ToArray()));
        Assert.Empty(fake.Received);
    }

    [Theory]
    [InlineData("http://kms.example:8080")]
    [InlineData("http://127.0.0.1:8080/path")]
    [InlineData("http://user@127.0.0.1:8080")]
    [InlineData("ftp://127.0.0.1")]
    public void Options_DangerousOrImpossibleEndpoint_IsRefused(string endpoint) =>
        Assert.Throws<ArgumentException>(() => new KmsClient(FakeKmsClient.Options(new Uri(endpoint))));

    [Fact]
    public void Options_ToString_HasNoSecret() =>
        Assert.DoesNotContain(FakeKms.Secret, FakeKmsClient.Options(new Uri("http://127.0.0.1:1")).ToString(), StringComparison.Ordinal);

    [Fact]
    public async Task Reply_ToStringAndDispose_ShowNothing()
    {
        await using var fake = await FakeKms.StartAsync(_ => FakeReply.Result("""{"plaintext":"c2VjcmV0"}"""));
        using var client = fake.Connect();

        var reply = await client.CallAsync("generateDataKey", new Dictionary<string, string> { ["keyId"] = "k" });
        var result = reply.Result;
        var printed = reply.ToString();
        reply.Dispose();

        Assert.Equal("200 req1", printed);
        Assert.All(result.ToArray(), value => Assert.Equal(0, value));
    }
}
