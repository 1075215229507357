using Kms.Gateway.Tests.Fakes;
using Kms.Grains.Abstractions.Errors;
using Kms.Grains.Abstractions.Hosting;
using Kms.Grains.Abstractions.Keys;

namespace Kms.Gateway.Tests.Keys;

public sealed class CreateKeyTests
{
    public static TheoryData<string, string, string, KeySpec, int> Accepted => new()
    {
        { """{"keyCfg":{}}""", "", "", KeySpec.Aes256, 0 },
        { """{"keyCfg":{"keyDescCfg":null,"keyRotateCfg":null}}""", "", "", KeySpec.Aes256, 0 },
        { """{"keyCfg":{"keyDescCfg":{"keyName":null,"keyDesc":null,"keyType":null}}}""", "", "", KeySpec.Aes256, 0 },
        { """{"keyCfg":{"keyDescCfg":{"keyName":"n","keyDesc":"d","keyType":1}}}""", "n", "d", KeySpec.Rsa2048, 0 },
        { """{"keyCfg":{"keyDescCfg":{"keyType":3}}}""", "", "", KeySpec.Sm3Hmac, 0 },
        { """{"keyCfg":{"keyDescCfg":{"keyType":"4"}}}""", "", "", KeySpec.Sm4, 0 },
        { """{"keyCfg":{"keyRotateCfg":{"autoRotate":true,"rotationCycle":1}}}""", "", "", KeySpec.Aes256, 1 },
        { """{"keyCfg":{"keyRotateCfg":{"autoRotate":true,"rotationCycle":"2560"}}}""", "", "", KeySpec.Aes256, 2560 },
        { """{"keyCfg":{"keyRotateCfg":{"autoRotate":false,"rotationCycle":30}}}""", "", "", KeySpec.Aes256, 0 },
        { """{"keyCfg":{"keyRotateCfg":{"rotationCycle":30}}}""", "", "", KeySpec.Aes256, 0 },
        { """{"keyCfg":{"keyRotateCfg":{"autoRotate":null,"rotationCycle":null}}}""", "", "", KeySpec.Aes256, 0 },
    };

    [Theory]
    [MemberData(nameof(Accepted))]
    public async Task CreateKey_Body_BecomesTheRequest(string body, string name, string description, KeySpec spec, int days)
    {
        await using var server = await GatewayServer.StartAsync();
        server.Cluster.AnswerAll();
        Envelope.Result(await server.SendAsync("POST", "/v1/key:create", body));
        var request = server.Cluster.Single<CreateKeyRequest>();
        Assert.Equal((name, description, spec, days), (request.Name, request.Description, request.Spec, request.RotationDays));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("""{"keyCfg":null}""")]
    [InlineData("""{"keyCfg":[]}""")]
    [InlineData("""{"keyCfg":{"keyDescCfg":"x"}}""")]
    [InlineData("""{"keyCfg":{"keyDescCfg":{"keyName":1}}}""")]
    [InlineData("""{"keyCfg":{"keyDescCfg":{"keyType":2}}}""")]
    [InlineData("""{"keyCfg":{"keyDescCfg":{"keyType":5}}}""")]
    [InlineData("""{"keyCfg":{"keyDescCfg":{"keyType":-1}}}""")]
    [InlineData("""{"keyCfg":{"keyDescCfg":{"keyType":0.0}}}""")]
    [InlineData("""{"keyCfg":{"keyRotateCfg":{"autoRotate":true}}}""")]
    [InlineData("""{"keyCfg":{"keyRotateCfg":{"autoRotate":true,"rotationCycle":0}}}""")]
    [InlineData("""{"keyCfg":{"keyRotateCfg":{"autoRotate":false,"rotationCycle":2561}}}""")]
    [InlineData("""{"keyCfg":{"keyRotateCfg":{"rotationCycle":-1}}}""")]
    [InlineData("""{"keyCfg":{"keyRotateCfg":{"autoRotate":"true"}}}""")]
    public async Task CreateKey_BodyOutOfOrder_Is400(string body)
    {
        await using var server = await GatewayServer.StartAsync();
        server.Cluster.AnswerAll();
        Envelope.Error(await server.SendAsync("POST", "/v1/key:create", body), 400, "INVALID_ARGUMENT");
        Assert.Empty(server.Cluster.Calls);
    }

    [Fact]
    public async Task CreateKey_IdIsTaken_DrawsAnother()
    {
        await using var server = await GatewayServer.StartAsync();
        var taken = new List<string>();
        server.Cluster.OnAsync<CreateKeyRequest>((grainKey, _) =>
        {
            taken.Add(grainKey);
            return taken.Count < 3
                ? throw new KmsException(KmsErrorCode.AlreadyExists, "taken")
                : Task.FromResult<object>(new CreateKeyReply { Key = Samples.Key with { KeyId = GrainKeys.Parse(grainKey).Id } });
        });

        var result = Envelope.Result(await server.SendAsync("POST", "/v1/key:create", """{"keyCfg":{}}"""));

        Assert.Equal(3, taken.Distinct().Count());
        Assert.All(taken, grainKey => Assert.Matches("^acct/[a-z0-9]{16}$", grainKey));
        Assert.Equal("acct/" + result.GetProperty("keyId").GetString(), taken[^1]);
    }

    [Fact]
    public async Task CreateKey_EveryIdIsTaken_GivesUp()
    {
        await using var server = await GatewayServer.StartAsync();
        server.Cluster.Fail<CreateKeyRequest>(new KmsException(KmsErrorCode.AlreadyExists, "taken"));
        Envelope.Error(await server.SendAsync("POST", "/v1/key:create", """{"keyCfg":{}}"""), 500, "INTERNAL");
        Assert.Equal(4, server.Cluster.Calls.Count);
    }
}
