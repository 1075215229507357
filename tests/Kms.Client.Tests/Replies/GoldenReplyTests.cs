using System.Text;
using System.Text.Json;
using Kms.Client.Errors;
using Kms.Client.Keys;
using Kms.Client.Operations;
using Kms.Client.Secrets;
using Kms.Client.Tests.Fakes;

namespace Kms.Client.Tests.Replies;

/// <summary>The replies that the gateway is held to, read by the typed client: both sides of one contract, without a line in common.</summary>
public sealed class GoldenReplyTests
{
    private const string Id = "srh6mt4lj49tnzvs";

    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "vectors", "replies");

    private static readonly Dictionary<string, Func<KmsClient, Task>> Calls = new(StringComparer.Ordinal)
    {
        ["createKey"] = client => client.Keys.CreateKeyAsync(new NewKey()),
        ["describeKeyList"] = client => client.Keys.DescribeKeyListAsync(),
        ["describeKey"] = client => client.Keys.DescribeKeyAsync(Id),
        ["describeKeyDetail"] = client => client.Keys.DescribeKeyDetailAsync(Id),
        ["updateKeyDescription"] = client => client.Keys.UpdateKeyDescriptionAsync(Id, new KeyChange()),
        ["enableKey"] = client => client.Keys.EnableKeyAsync(Id),
        ["disableKey"] = client => client.Keys.DisableKeyAsync(Id),
        ["scheduleKeyDeletion"] = client => client.Keys.ScheduleKeyDeletionAsync(Id),
        ["cancelKeyDeletion"] = client => client.Keys.CancelKeyDeletionAsync(Id),
        ["keyRotation"] = client => client.Keys.KeyRotationAsync(Id),
        ["encrypt"] = client => client.Keys.EncryptAsync(Id, new byte[1]),
        ["decrypt"] = client => client.Keys.DecryptAsync(Id, new byte[1]),
        ["generateDataKey"] = client => client.Keys.GenerateDataKeyAsync(Id),
        ["getPublicKey"] = client => client.Keys.GetPublicKeyAsync(Id),
        ["sign"] = client => client.Keys.SignAsync(Id, new byte[1]),
        ["validate"] = client => client.Keys.ValidateAsync(Id, new byte[1], "AA=="),
        ["enableKeyVersion"] = client => client.Keys.EnableKeyVersionAsync(Id, "1"),
        ["disableKeyVersion"] = client => client.Keys.DisableKeyVersionAsync(Id, "1"),
        ["scheduleKeyVersionDeletion"] = client => client.Keys.ScheduleKeyVersionDeletionAsync(Id, "1"),
        ["cancelKeyVersionDeletion"] = client => client.Keys.CancelKeyVersionDeletionAsync(Id, "1"),
        ["createSecret"] = client => client.Secrets.CreateSecretAsync(new NewSecret { Version = new() { Data = [65] } }),
        ["importSecret"] = client => client.Secrets.ImportSecretAsync("AA=="),
        ["describeSecretList"] = client => client.Secrets.DescribeSecretListAsync(),
        ["describeSecretVersionList"] = client => client.Secrets.DescribeSecretVersionListAsync(Id),
        ["updateSecret"] = client => client.Secrets.UpdateSecretAsync(Id, "n", null),
        ["enableSecret"] = client => client.Secrets.EnableSecretAsync(Id),
        ["disableSecret"] = client => client.Secrets.DisableSecretAsync(Id),
        ["deleteSecret"] = client => client.Secrets.DeleteSecretAsync(Id),
        ["createSecretVersion"] = client => client.Secrets.CreateSecretVersionAsync(Id, new() { Data = [65] }),
        ["exportSecret"] = client => client.Secrets.ExportSecretAsync(Id),
        ["describeSecretVersionInfo"] = client => client.Secrets.DescribeSecretVersionInfoAsync(Id, "1"),
        ["updateSecretVersion"] = client => client.Secrets.UpdateSecretVersionAsync(Id, "1", InstantChange.Reset, InstantChange.Reset),
        ["enableSecretVersion"] = client => client.Secrets.EnableSecretVersionAsync(Id, "1"),
        ["disableSecretVersion"] = client => client.Secrets.DisableSecretVersionAsync(Id, "1"),
        ["deleteSecretVersion"] = client => client.Secrets.DeleteSecretVersionAsync(Id, "1"),
    };

    public static TheoryData<string> Names => [.. OperationTable.All.Select(row => row.Name)];

    public static TheoryData<string> Errors => [.. Directory.GetFiles(Folder, "error-*.json").Select(file => Path.GetFileNameWithoutExtension(file)!).Order()];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task TypedMethod_GoldenReply_IsUnderstoodAndTheRequestHasItsForm(string name)
    {
        var golden = Golden(name);
        await using var fake = await FakeKms.StartAsync(_ => Reply(golden));
        using var client = fake.Connect();

        await Calls[name](client);

        Assert.Equal(golden.GetProperty("method").GetString(), fake.Last.Method);
        Assert.Equal(Shape(golden.GetProperty("path").GetString()!), Shape(fake.Last.Target));
    }

    [Fact]
    public async Task DescribeSecretVersionList_GoldenReply_KeepsEveryCharacterOfTheData()
    {
        await using var fake = await FakeKms.StartAsync(_ => Reply(Golden("describeSecretVersionList")));
        using var client = fake.Connect();

        using var detail = await client.Secrets.DescribeSecretVersionListAsync(Id);

        Assert.Equal("pa$$ \"<&>\" 中 😀", Encoding.UTF8.GetString(detail.Versions[0].Data!));
        Assert.Null(detail.Versions[1].Data);
    }

    [Theory]
    [MemberData(nameof(Errors))]
    public async Task Error_GoldenReply_IsUnderstood(string name)
    {
        var golden = Golden(name);
        await using var fake = await FakeKms.StartAsync(_ => Reply(golden));
        using var client = fake.Connect();

        var refusal = await Assert.ThrowsAsync<KmsApiException>(() => client.Keys.DescribeKeyAsync(Id));

        var error = golden.GetProperty("reply").GetProperty("error");
        Assert.Equal(
            (error.GetProperty("code").GetInt32(), error.GetProperty("status").GetString(), error.GetProperty("message").GetString()),
            (refusal.Code, refusal.Status, refusal.Message));
    }

    private static JsonElement Golden(string name) => JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, name + ".json"))).RootElement;

    private static FakeReply Reply(JsonElement golden) => new(golden.GetProperty("status").GetInt32(), golden.GetProperty("reply").GetRawText());

    // The path with its ids taken out; the query is optional everywhere.
    private static string Shape(string target) => string.Join('/', target.Split('?')[0].Split('/').Select(part =>
        part is "" or "v1" or "version" || part.StartsWith("key", StringComparison.Ordinal) || part.StartsWith("secret", StringComparison.Ordinal)
            ? part
            : part.Contains(':', StringComparison.Ordinal) ? $"*{part[part.IndexOf(':', StringComparison.Ordinal)..]}" : "*"));
}
