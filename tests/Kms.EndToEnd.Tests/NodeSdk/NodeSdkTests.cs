using Kms.EndToEnd.Tests.Backends;
using Kms.Testing.Postgres;

namespace Kms.EndToEnd.Tests.NodeSdk;

/// <summary>Every operation of the published SDK, by its name there. What is asserted stands in tests/node-sdk.</summary>
public abstract class NodeSdkTests(NodeSdkRun run)
{
    /// <summary>The 33 operations of kms 0.3.3; the script checks that the SDK has no other.</summary>
    public static TheoryData<string> Operations { get; } =
    [
        "createKey", "describeKey", "describeKeyList", "describeKeyDetail", "updateKeyDescription",
        "enableKey", "disableKey", "scheduleKeyDeletion", "cancelKeyDeletion", "keyRotation",
        "encrypt", "decrypt", "generateDataKey", "getPublicKey", "sign", "validate",
        "enableKeyVersion", "disableKeyVersion", "scheduleKeyVersionDeletion", "cancelKeyVersionDeletion",
        "createSecret", "describeSecretList", "describeSecretVersionList", "updateSecret", "enableSecret", "disableSecret", "deleteSecret",
        "createSecretVersion", "describeSecretVersionInfo", "updateSecretVersion",
        "enableSecretVersion", "disableSecretVersion", "deleteSecretVersion",
    ];

    [Theory, MemberData(nameof(Operations))]
    public void Operation_CalledByThePublishedSdk_DoesWhatItSays(string operation) => run.AssertPassed(operation);

    [Fact]
    public void Authentication_OfAnotherSecretOrKey_IsRefused() => run.AssertPassed("authentication");

    [Fact]
    public void Script_ComparedWithTheSdk_LeavesNoOperationOut() => run.AssertPassed("coverage");
}

public sealed class EmbeddedNodeSdkRun() : NodeSdkRun(new EmbeddedBackend());

public sealed class PostgresSoftHsmNodeSdkRun(PostgresServer postgres) : NodeSdkRun(new PostgresSoftHsmBackend(postgres));

public sealed class EmbeddedNodeSdkTests(EmbeddedNodeSdkRun run) : NodeSdkTests(run), IClassFixture<EmbeddedNodeSdkRun>;

public sealed class PostgresSoftHsmNodeSdkTests(PostgresSoftHsmNodeSdkRun run) : NodeSdkTests(run), IClassFixture<PostgresSoftHsmNodeSdkRun>;
