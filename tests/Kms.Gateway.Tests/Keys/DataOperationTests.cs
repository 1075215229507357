using System.Text;
using Kms.Gateway.Tests.Fakes;
using Kms.Grains.Abstractions.Keys;

namespace Kms.Gateway.Tests.Keys;

public sealed class DataOperationTests
{
    [Theory]
    [InlineData("Encrypt", "{}")]
    [InlineData("Encrypt", """{"plaintext":null}""")]
    [InlineData("Encrypt", """{"plaintext":"aGVsbG8"}""")]
    [InlineData("Encrypt", """{"plaintext":"aGVs bG8="}""")]
    [InlineData("Encrypt", """{"plaintext":5}""")]
    [InlineData("Encrypt", """{"Plaintext":"aGVsbG8="}""")]
    [InlineData("Encrypt", "")]
    [InlineData("Decrypt", "{}")]
    [InlineData("Decrypt", """{"ciphertextBlob":"*"}""")]
    [InlineData("Sign", "{}")]
    [InlineData("Validate", """{"plaintext":"aGVsbG8="}""")]
    [InlineData("Validate", """{"plaintext":"aGVsbG8=","signature":""}""")]
    [InlineData("Validate", """{"plaintext":"aGVsbG8=","signature":"no"}""")]
    [InlineData("Validate", """{"signature":"aGVsbG8="}""")]
    public async Task Field_MissingOrMalformed_Is400BeforeAnyGrain(string action, string body)
    {
        await using var server = await GatewayServer.StartAsync();
        server.Cluster.AnswerAll();
        Envelope.Error(await server.SendAsync("POST", "/v1/key/k:" + action, body), 400, "INVALID_ARGUMENT");
        Assert.Empty(server.Cluster.Calls);
    }

    [Fact]
    public async Task Length_IsTheKeysToJudge()
    {
        await using var server = await GatewayServer.StartAsync();
        var lengths = new List<int>();
        server.Cluster.On<EncryptRequest>(request =>
        {
            lengths.Add(request.Plaintext.Length);
            return new EncryptReply { Ciphertext = [1], Version = KeyVersionNumber.First };
        });
        await server.SendAsync("POST", "/v1/key/k:Encrypt", """{"plaintext":""}""");
        await server.SendAsync("POST", "/v1/key/k:Encrypt", $$"""{"plaintext":"{{Convert.ToBase64String(new byte[5000])}}"}""");
        Assert.Equal([0, 5000], lengths);
    }

    [Fact]
    public async Task Bodies_AsTheSdksWriteThem_AreRead()
    {
        await using var server = await GatewayServer.StartAsync();
        server.Cluster.On<EncryptRequest>(request => new EncryptReply { Ciphertext = [.. request.Plaintext], Version = KeyVersionNumber.First });
        string[] bodies =
        [
            """{"plaintext":"aGVsbG8=","keyId":"k"}""",
            """{"plaintext": "aGVsbG8=", "keyId": "other"}""",
            """{"keyId":"k","plaintext":"aGVsbG8\u003d"}""",
            """{"keyId":null,"plaintext":"aGVsbG8=","more":{"a":[1,2,{"b":null}]}}""",
        ];
        foreach (var body in bodies)
        {
            Assert.Equal("aGVsbG8=", Envelope.Result(await server.SendAsync("POST", "/v1/key/k:Encrypt", body)).GetProperty("ciphertextBlob").GetString());
        }
    }

    [Fact]
    public async Task Base64_InReplies_IsNotEscaped()
    {
        await using var server = await GatewayServer.StartAsync();
        server.Cluster.AnswerAll();
        Assert.Contains("\"++//AQ==\"", (await server.SendAsync("POST", "/v1/key/k:Encrypt", """{"plaintext":"aA=="}""")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Validate_OtherSignature_IsAnAnswer()
    {
        await using var server = await GatewayServer.StartAsync();
        server.Cluster.On<VerifyRequest>(_ => new VerifyReply { Valid = false });
        var result = Envelope.Result(await server.SendAsync("POST", "/v1/key/k:Validate", """{"plaintext":"aA==","signature":"aA=="}"""));
        Assert.False(result.GetProperty("validated").GetBoolean());
    }

    [Fact]
    public async Task LargeReply_IsWhole()
    {
        await using var server = await GatewayServer.StartAsync();
        var plaintext = Encoding.UTF8.GetBytes(new string('x', 100_000));
        server.Cluster.On<DecryptRequest>(_ => new DecryptReply { Plaintext = [.. plaintext] });
        var result = Envelope.Result(await server.SendAsync("POST", "/v1/key/k:Decrypt", """{"ciphertextBlob":"aA=="}"""));
        Assert.Equal(plaintext, result.GetProperty("plaintext").GetBytesFromBase64());
    }
}
