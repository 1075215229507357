using Kms.Gateway.Tests.Fakes;
using Kms.Grains.Abstractions.Keys;

namespace Kms.Gateway.Tests.Keys;

public sealed class UpdateKeyDescriptionTests
{
    public static TheoryData<string, string?, string?, KeySpec?, bool?, int?> Accepted => new()
    {
        { """{"keyCfg":{}}""", null, null, null, null, null },
        { """{"keyCfg":{"keyDescCfg":{"keyName":null,"keyDesc":null,"keyType":null},"keyRotateCfg":{"autoRotate":null,"rotationCycle":null}}}""", null, null, null, null, null },
        { """{"keyCfg":{"keyDescCfg":{"keyName":"","keyDesc":""}}}""", "", "", null, null, null },
        { """{"keyCfg":{"keyDescCfg":{"keyName":"n","keyType":1}}}""", "n", null, KeySpec.Rsa2048, null, null },
        { """{"keyCfg":{"keyRotateCfg":{"autoRotate":false,"rotationCycle":0}}}""", null, null, null, false, 0 },
        { """{"keyCfg":{"keyRotateCfg":{"autoRotate":true}}}""", null, null, null, true, null },
        { """{"keyCfg":{"keyRotateCfg":{"rotationCycle":7}}}""", null, null, null, null, 7 },
    };

    [Theory]
    [MemberData(nameof(Accepted))]
    public async Task UpdateKey_Body_LeavesOutWhatStays(string body, string? name, string? description, KeySpec? spec, bool? rotates, int? days)
    {
        await using var server = await GatewayServer.StartAsync();
        server.Cluster.AnswerAll();
        Envelope.Result(await server.SendAsync("PATCH", "/v1/key/k", body));
        var request = server.Cluster.Single<UpdateKeyRequest>();
        Assert.Equal(
            (name, description, spec, rotates, days),
            (request.Name, request.Description, request.Spec, request.AutoRotate, request.RotationDays));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"keyCfg":null}""")]
    [InlineData("""{"keyCfg":{"keyDescCfg":{"keyType":2}}}""")]
    [InlineData("""{"keyCfg":{"keyRotateCfg":{"rotationCycle":2561}}}""")]
    public async Task UpdateKey_BodyOutOfOrder_Is400(string body)
    {
        await using var server = await GatewayServer.StartAsync();
        server.Cluster.AnswerAll();
        Envelope.Error(await server.SendAsync("PATCH", "/v1/key/k", body), 400, "INVALID_ARGUMENT");
    }
}
