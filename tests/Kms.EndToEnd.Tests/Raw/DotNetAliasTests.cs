using System.Text;
using System.Text.Json;
using Kms.Client;
using Kms.Client.Keys;
using Kms.Client.Secrets;
using Kms.EndToEnd.Tests.Backends;
using Kms.Testing.Processes;

namespace Kms.EndToEnd.Tests.Raw;

/// <summary>JD's .NET SDK puts the version of a key or secret where the version of the API belongs; its users reach nine operations only so.</summary>
public sealed class DotNetAliasTests(EmbeddedServer shared) : IClassFixture<EmbeddedServer>
{
    private readonly KmsProcess _server = shared.Process;

    [Fact]
    public async Task KeyVersion_AsApiVersionAndAsVersion_IsThatVersion()
    {
        string keyId = await RotatedKeyAsync();

        (await SendAsync("PATCH", $"/1/key/{keyId}/version/1:disable", """{"keyId":"K","version":"1"}""")).AssertDone();
        Assert.Equal([KeyState.Enabled, KeyState.Disabled], await StatesAsync(keyId));
        (await SendAsync("PATCH", $"/1/key/{keyId}/version/1:enable", """{"keyId":"K","version":"1"}""")).AssertDone();
        (await SendAsync("DELETE", $"/1/key/{keyId}/version/1:delete?delayDays=7")).AssertDone(202);
        Assert.Equal([KeyState.Enabled, KeyState.PendingDeletion], await StatesAsync(keyId));
        (await SendAsync("PATCH", $"/1/key/{keyId}/version/1:cancelDelete", """{"keyId":"K","version":"1"}""")).AssertDone();
        Assert.Equal([KeyState.Enabled, KeyState.Disabled], await StatesAsync(keyId));
    }

    [Fact]
    public async Task KeyVersion_OnPatchWithLiteralV1_IsTheOneInTheBody()
    {
        string keyId = await RotatedKeyAsync();
        (await SendAsync("PATCH", $"/v1/key/{keyId}/version/v1:disable", """{"keyId":"K","version":"2"}""")).AssertDone();
        Assert.Equal([KeyState.Disabled, KeyState.Enabled], await StatesAsync(keyId));
    }

    [Fact]
    public async Task LiteralV1_WithoutAVersionInTheBody_IsNeverVersionOne()
    {
        string keyId = await RotatedKeyAsync();
        (await SendAsync("PATCH", $"/v1/key/{keyId}/version/v1:disable", "{}")).AssertRefused(400, "INVALID_ARGUMENT");
        (await SendAsync("DELETE", $"/v1/key/{keyId}/version/v1:delete")).AssertRefused(404, "NOT_FOUND");
        Assert.Equal([KeyState.Enabled, KeyState.Enabled], await StatesAsync(keyId));
    }

    [Fact]
    public async Task SecretVersion_AsApiVersionAndAsVersion_IsThatVersion()
    {
        using KmsClient client = _server.Connect();
        string secretId = await client.Secrets.CreateSecretAsync(new NewSecret { Version = new NewSecretVersion { Data = Encoding.UTF8.GetBytes("one") } });
        await client.Secrets.CreateSecretVersionAsync(secretId, new NewSecretVersion { Data = Encoding.UTF8.GetBytes("two") });

        JsonElement read = (await SendAsync("GET", $"/2/secret/{secretId}/version/2")).Result;
        Assert.Equal("two", read.GetProperty("secretData").GetString());
        (await SendAsync("PATCH", $"/2/secret/{secretId}/version/2:disable", """{"secretId":"S","version":"2"}""")).AssertDone();
        (await SendAsync("GET", $"/2/secret/{secretId}/version/2")).AssertRefused(409, "FAILED_PRECONDITION");
        (await SendAsync("PATCH", $"/v1/secret/{secretId}/version/v1", """{"secretId":"S","version":"2","secretTimeCfg":{"startTime":"0001-01-01T00:00:00","expireTime":"0001-01-01T00:00:00"}}""")).AssertDone();
        (await SendAsync("DELETE", $"/2/secret/{secretId}/version/2:delete")).AssertDone();
        (await SendAsync("GET", $"/v1/secret/{secretId}/version/v1")).AssertRefused(404, "NOT_FOUND");
    }

    [Theory]
    [InlineData("/1/key")]
    [InlineData("/1/key/abcdefghijklmnop")]
    [InlineData("/1/key/abcdefghijklmnop/version/2")]
    public async Task Path_WithoutTheSameVersionTwice_IsNoAlias(string target) =>
        (await SendAsync("GET", target)).AssertRefused(404, "NOT_FOUND");

    private Task<RawReply> SendAsync(string method, string target, string body = "") =>
        new RawRequest(_server, method, target) { Body = Encoding.UTF8.GetBytes(body) }.SendAsync();

    private async Task<string> RotatedKeyAsync()
    {
        using KmsClient client = _server.Connect();
        string keyId = await client.Keys.CreateKeyAsync(new NewKey());
        await client.Keys.KeyRotationAsync(keyId);
        return keyId;
    }

    /// <summary>States of the versions, newest first.</summary>
    private async Task<KeyState[]> StatesAsync(string keyId)
    {
        using KmsClient client = _server.Connect();
        return [.. (await client.Keys.DescribeKeyDetailAsync(keyId)).Versions.Select(version => version.State)];
    }
}
