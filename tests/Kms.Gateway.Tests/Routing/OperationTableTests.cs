using Kms.Gateway.Routing;

namespace Kms.Gateway.Tests.Routing;

public sealed class OperationTableTests
{
    /// <summary>JD Cloud's published table: name, verb, path with an id and a version of ours.</summary>
    public static TheoryData<string, string, string> Published => new()
    {
        { "createKey", "POST", "/v1/key:create" },
        { "describeKeyList", "GET", "/v1/key" },
        { "describeKey", "GET", "/v1/key/k-1" },
        { "describeKeyDetail", "GET", "/v1/key/k-1:describeKeyDetail" },
        { "updateKeyDescription", "PATCH", "/v1/key/k-1" },
        { "enableKey", "PATCH", "/v1/key/k-1:enable" },
        { "disableKey", "PATCH", "/v1/key/k-1:disable" },
        { "scheduleKeyDeletion", "DELETE", "/v1/key/k-1:delete" },
        { "cancelKeyDeletion", "PATCH", "/v1/key/k-1:cancelDelete" },
        { "keyRotation", "PATCH", "/v1/key/k-1:rotate" },
        { "encrypt", "POST", "/v1/key/k-1:Encrypt" },
        { "decrypt", "POST", "/v1/key/k-1:Decrypt" },
        { "generateDataKey", "GET", "/v1/key/k-1:GenerateDataKey" },
        { "getPublicKey", "GET", "/v1/key/k-1:GetPublicKey" },
        { "sign", "POST", "/v1/key/k-1:Sign" },
        { "validate", "POST", "/v1/key/k-1:Validate" },
        { "enableKeyVersion", "PATCH", "/v1/key/k-1/version/7:enable" },
        { "disableKeyVersion", "PATCH", "/v1/key/k-1/version/7:disable" },
        { "scheduleKeyVersionDeletion", "DELETE", "/v1/key/k-1/version/7:delete" },
        { "cancelKeyVersionDeletion", "PATCH", "/v1/key/k-1/version/7:cancelDelete" },
        { "createSecret", "POST", "/v1/secret:create" },
        { "importSecret", "POST", "/v1/secret:import" },
        { "describeSecretList", "GET", "/v1/secret" },
        { "describeSecretVersionList", "GET", "/v1/secret/k-1" },
        { "updateSecret", "PATCH", "/v1/secret/k-1" },
        { "enableSecret", "PATCH", "/v1/secret/k-1:enable" },
        { "disableSecret", "PATCH", "/v1/secret/k-1:disable" },
        { "deleteSecret", "DELETE", "/v1/secret/k-1:delete" },
        { "createSecretVersion", "POST", "/v1/secret/k-1:createSecretVersion" },
        { "exportSecret", "GET", "/v1/secret/k-1:export" },
        { "describeSecretVersionInfo", "GET", "/v1/secret/k-1/version/7" },
        { "updateSecretVersion", "PATCH", "/v1/secret/k-1/version/7" },
        { "enableSecretVersion", "PATCH", "/v1/secret/k-1/version/7:enable" },
        { "disableSecretVersion", "PATCH", "/v1/secret/k-1/version/7:disable" },
        { "deleteSecretVersion", "DELETE", "/v1/secret/k-1/version/7:delete" },
    };

    [Fact]
    public void Table_HasThePublishedOperations_AndNoOther() =>
        Assert.Equal(
            Published.Select(row => row.Data.Item1).Order(StringComparer.Ordinal),
            OperationTable.All.Select(operation => operation.Name).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Published))]
    public void Find_PublishedPath_IsTheOperation(string name, string method, string path)
    {
        var match = Router.Find(method, path);
        Assert.Equal(name, match.Operation?.Name);
        Assert.Equal(path.Contains("k-1", StringComparison.Ordinal) ? "k-1" : string.Empty, match.Id);
        Assert.Equal(path.Contains("/version/", StringComparison.Ordinal) ? 7U : 0U, match.Version);
        Assert.Equal(name == "importSecret", match.Entry!.IsImport);
    }

    [Theory]
    [MemberData(nameof(Published))]
    public void Find_ColonEscaped_IsTheSameOperation(string name, string method, string path) =>
        Assert.Equal(name, Router.Find(method, path.Replace(":", "%3A", StringComparison.Ordinal)).Operation?.Name);

    [Theory]
    [MemberData(nameof(Published))]
    public void Find_EveryByteEscaped_IsTheSameOperation(string name, string method, string path) =>
        Assert.Equal(name, Router.Find(method, string.Concat(path.Select(c => $"%{(int)c:x2}"))).Operation?.Name);

    [Theory]
    [MemberData(nameof(Published))]
    public void Find_OtherSpelling_LeadsNowhere(string name, string method, string path)
    {
        _ = name;
        string[] spellings =
        [
            path + "/", path + ":", path + "%20", path + "x/", path + ":enable:", path + "/no/such/place", path + "/version/",
            "/" + path, path[1..], path.Replace("/v1", "/v2", StringComparison.Ordinal), path.Replace("/v1", "/V1", StringComparison.Ordinal),
            path.Replace("/v1", "/v1/.", StringComparison.Ordinal), path.Replace("/v1", "/x/../v1", StringComparison.Ordinal),
            path.Replace("/v1/", "/v1//", StringComparison.Ordinal), path.Replace("/v1", string.Empty, StringComparison.Ordinal),
            path + "?", path + "%", path + "%2", path + "%zz", path + "%00", path + ";x",
        ];
        Assert.All(spellings, spelling => Assert.Null(Router.Find(method, spelling).Entry));
    }

    [Theory]
    [MemberData(nameof(Published))]
    public void Find_OtherCase_LeadsNowhere(string name, string method, string path)
    {
        _ = name;
        var letters = Enumerable.Range(0, path.Length).Where(i => char.IsAsciiLetter(path[i]) && !path[i..].StartsWith("k-1", StringComparison.Ordinal));
        Assert.All(letters, i =>
        {
            var other = string.Concat(path.AsSpan(0, i), ((char)(path[i] ^ 0x20)).ToString(), path.AsSpan(i + 1));
            Assert.Null(Router.Find(method, other).Entry);
        });
    }
}
