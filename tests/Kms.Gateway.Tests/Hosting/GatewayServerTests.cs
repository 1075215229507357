using Kms.Gateway.Tests.Fakes;
using Kms.Grains.Abstractions.Keys;

namespace Kms.Gateway.Tests.Hosting;

public sealed class GatewayServerTests
{
    [Fact]
    public async Task Encrypt_ThenDecrypt_CarriesBytesBothWays()
    {
        await using var server = await GatewayServer.StartAsync();
        server.Cluster.On<EncryptRequest>(request => new EncryptReply { Ciphertext = [.. request.Plaintext.Reverse()], Version = KeyVersionNumber.First });
        server.Cluster.On<DecryptRequest>(request => new DecryptReply { Plaintext = [.. request.Ciphertext.Reverse()] });

        var encrypted = Envelope.Result(await server.SendAsync("POST", "/v1/key/k1:Encrypt", """{"plaintext":"aGVsbG8=","keyId":"k1"}"""));
        Assert.Equal("b2xsZWg=", encrypted.GetProperty("ciphertextBlob").GetString());
        var decrypted = Envelope.Result(await server.SendAsync("POST", "/v1/key/k1:Decrypt", """{"ciphertextBlob":"b2xsZWg="}"""));
        Assert.Equal("aGVsbG8=", decrypted.GetProperty("plaintext").GetString());
        Assert.All(server.Cluster.Calls, call => Assert.Equal("acct/k1", call.GrainKey));
    }
}
