using Kms.Gateway.Tests.Fakes;
using Kms.Grains.Abstractions.Errors;
using Kms.Grains.Abstractions.Keys;
using Kms.Grains.Abstractions.Secrets;

namespace Kms.Gateway.Tests.Calls;

/// <summary>What was secret and ours is zero once the cluster has answered.</summary>
public sealed class WipingTests
{
    private readonly List<byte[]> _seen = [];

    [Fact]
    public async Task AnsweredCall_LeavesNothingBehind()
    {
        await using var server = await GatewayServer.StartAsync();
        server.Cluster.AnswerAll()
            .On<EncryptRequest>(request => Seen(request.Plaintext, new EncryptReply { Ciphertext = [1], Version = KeyVersionNumber.First }))
            .On<DecryptRequest>(_ => new DecryptReply { Plaintext = Seen("hello"u8.ToArray()) })
            .On<GenerateDataKeyRequest>(_ => new GenerateDataKeyReply { Plaintext = Seen([7]), Ciphertext = [1], Version = KeyVersionNumber.First })
            .On<SignRequest>(request => Seen(request.Data, new SignReply { Signature = [1], Version = KeyVersionNumber.First }))
            .On<VerifyRequest>(request => Seen(request.Data, new VerifyReply { Valid = true }))
            .On<CreateSecretRequest>(request => Seen(request.Data, new CreateSecretReply { Secret = Samples.Secret }))
            .On<ReadSecretVersionRequest>(_ => new ReadSecretVersionReply { Version = Version() })
            .On<DescribeSecretVersionsRequest>(_ => new DescribeSecretVersionsReply { Secret = Samples.Secret, TotalCount = 2, Versions = [Version(), Version()] });

        Assert.Contains("aGVsbG8=", (await server.SendAsync("POST", "/v1/key/k:Decrypt", """{"ciphertextBlob":"aA=="}""")).Body, StringComparison.Ordinal);
        Assert.Contains("Bw==", (await server.SendAsync("GET", "/v1/key/k:GenerateDataKey")).Body, StringComparison.Ordinal);
        Assert.Contains("value", (await server.SendAsync("GET", "/v1/secret/s/version/1")).Body, StringComparison.Ordinal);
        Envelope.Result(await server.SendAsync("GET", "/v1/secret/s"));
        Envelope.Result(await server.SendAsync("POST", "/v1/key/k:Encrypt", """{"plaintext":"aGVsbG8="}"""));
        Envelope.Result(await server.SendAsync("POST", "/v1/key/k:Sign", """{"plaintext":"aGVsbG8="}"""));
        Envelope.Result(await server.SendAsync("POST", "/v1/key/k:Validate", """{"plaintext":"aGVsbG8=","signature":"aA=="}"""));
        Envelope.Result(await server.SendAsync("POST", "/v1/secret:create", """{"secretCfg":{"secretData":"x"}}"""));

        Assert.Equal(9, _seen.Count);
        Assert.All(_seen, bytes => Assert.All(bytes, b => Assert.Equal(0, b)));
    }

    [Fact]
    public async Task RefusedCall_LeavesNothingBehind()
    {
        await using var server = await GatewayServer.StartAsync();
        server.Cluster.On<EncryptRequest>(request =>
        {
            Seen(request.Plaintext);
            throw new KmsException(KmsErrorCode.StateConflict, "disabled");
        });
        Envelope.Error(await server.SendAsync("POST", "/v1/key/k:Encrypt", """{"plaintext":"aGVsbG8="}"""), 409, "FAILED_PRECONDITION");
        Assert.All(Assert.Single(_seen), b => Assert.Equal(0, b));
    }

    private static byte[] Value => "value"u8.ToArray();

    private SecretVersionDescription Version() => new()
    {
        Version = SecretVersionNumber.First, State = SecretState.Enabled, CreatedAt = Samples.Created, StartAt = Samples.Created, Data = Seen(Value),
    };

    private T Seen<T>(byte[] bytes, T reply)
    {
        Seen(bytes);
        return reply;
    }

    private byte[] Seen(byte[] bytes)
    {
        Assert.Contains(bytes, b => b != 0);
        _seen.Add(bytes);
        return bytes;
    }
}
