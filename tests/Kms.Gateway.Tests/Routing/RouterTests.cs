using Kms.Gateway.Routing;

namespace Kms.Gateway.Tests.Routing;

public sealed class RouterTests
{
    [Theory]
    [InlineData("/v1/key", "GET")]
    [InlineData("/v1/key:create", "POST")]
    [InlineData("/v1/key/k", "GET, PATCH")]
    [InlineData("/v1/key/k:Encrypt", "POST")]
    [InlineData("/v1/key/k:delete", "DELETE")]
    [InlineData("/v1/key/k/version/1:enable", "PATCH")]
    [InlineData("/v1/key/k/version/v1:enable", "PATCH")]
    [InlineData("/v1/secret/s/version/1", "GET, PATCH")]
    [InlineData("/v1/secret/s:export", "GET")]
    public void Find_KnownPathWithAnotherVerb_HasNoOperationButAnAllow(string path, string allow)
    {
        string[] others = ["GET", "POST", "PATCH", "DELETE", "PUT", "HEAD", "OPTIONS", "TRACE", "get", "Patch", "X"];
        foreach (var method in others.Except(allow.Split(", ")))
        {
            var match = Router.Find(method, path);
            Assert.Null(match.Operation);
            Assert.Equal(allow, match.Entry?.Allow);
        }
    }

    [Theory]
    [InlineData("PATCH", "/v1/key/k:typo")]
    [InlineData("GET", "/v1/key/k/version/1")]
    [InlineData("PATCH", "/v1/key/k/version/1")]
    [InlineData("GET", "/v1/key:describeKeyDetail")]
    [InlineData("POST", "/v1/secret/s:create")]
    [InlineData("PATCH", "/v1/key/k/versions/1:enable")]
    [InlineData("PATCH", "/v1/key/k:enable/version/1")]
    [InlineData("PATCH", "/v1/key/k/version/1/2:enable")]
    [InlineData("GET", "/v1/keys")]
    [InlineData("GET", "/v1")]
    [InlineData("GET", "/")]
    [InlineData("GET", "")]
    [InlineData("GET", "*")]
    public void Find_PathThatIsNone_LeadsNowhere(string method, string path) => Assert.Null(Router.Find(method, path).Entry);

    [Theory]
    [InlineData("a")]
    [InlineData("A_z-09")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123")]
    public void Find_PossibleId_IsKept(string id) => Assert.Equal(id, Router.Find("GET", "/v1/key/" + id).Id);

    [Theory]
    [InlineData("01234567890123456789012345678901234567890123456789012345678901234")]
    [InlineData("..")]
    [InlineData(".")]
    [InlineData("k k")]
    [InlineData("k%2Fk")]
    [InlineData("k%2e")]
    [InlineData("k+")]
    [InlineData("%E4%B8%AD")]
    [InlineData("\u4e2d")]
    public void Find_ImpossibleId_LeadsNowhere(string id) => Assert.Null(Router.Find("GET", "/v1/key/" + id).Entry);

    [Theory]
    [InlineData("1", 1U)]
    [InlineData("10", 10U)]
    [InlineData("4294967295", uint.MaxValue)]
    public void Find_PossibleVersion_IsKept(string text, uint version) =>
        Assert.Equal(version, Router.Find("GET", "/v1/secret/s/version/" + text).Version);

    [Theory]
    [InlineData("0")]
    [InlineData("01")]
    [InlineData("-1")]
    [InlineData("+1")]
    [InlineData("abc")]
    [InlineData("1.0")]
    [InlineData("1e1")]
    [InlineData("v2")]
    [InlineData("V1")]
    [InlineData("4294967296")]
    [InlineData("99999999999")]
    [InlineData("123456789012345678901234567890")]
    [InlineData("%D9%A1")]
    public void Find_ImpossibleVersion_LeadsNowhereWhateverTheVerb(string text)
    {
        Assert.Null(Router.Find("GET", "/v1/secret/s/version/" + text).Entry);
        Assert.Null(Router.Find("PUT", "/v1/secret/s/version/" + text).Entry);
        Assert.Null(Router.Find("PATCH", $"/{text}/secret/s/version/{text}").Entry);
    }

    [Fact]
    public void Find_VersionAlsoAsPrefix_IsTheOperation()
    {
        // The .NET SDK with Version = VersionValue = "3".
        Assert.Equal("disableKeyVersion", Router.Find("PATCH", "/3/key/k/version/3:disable").Operation?.Name);
        Assert.Equal("scheduleKeyVersionDeletion", Router.Find("DELETE", "/3/key/k/version/3:delete").Operation?.Name);
        var read = Router.Find("GET", "/3/secret/s/version/3");
        Assert.Equal(("describeSecretVersionInfo", 3U, false), (read.Operation?.Name, read.Version, read.IsVersionAlias));
    }

    [Theory]
    [InlineData("/3/key/k/version/4:disable")]
    [InlineData("/3/key/k:disable")]
    [InlineData("/3/key/k")]
    [InlineData("/3/key")]
    [InlineData("//key/k/version/:disable")]
    public void Find_PrefixThatIsNotTheVersion_LeadsNowhere(string path) => Assert.Null(Router.Find("PATCH", path).Entry);

    [Theory]
    [InlineData("/v1/key/k/version/v1:enable")]
    [InlineData("/v1/key/k/version/v1:disable")]
    [InlineData("/v1/key/k/version/v1:cancelDelete")]
    [InlineData("/v1/secret/s/version/v1")]
    [InlineData("/v1/secret/s/version/v1:enable")]
    [InlineData("/v1/secret/s/version/v1:disable")]
    public void Find_AliasOnPatch_LeavesTheVersionToTheBody(string path)
    {
        var match = Router.Find("PATCH", path);
        Assert.NotNull(match.Operation);
        Assert.Equal((0U, true), (match.Version, match.IsVersionAlias));
    }

    [Theory]
    [InlineData("GET", "/v1/secret/s/version/v1")]
    [InlineData("DELETE", "/v1/secret/s/version/v1:delete")]
    [InlineData("DELETE", "/v1/key/k/version/v1:delete")]
    public void Find_AliasWithoutABody_LeadsNowhere(string method, string path) => Assert.Null(Router.Find(method, path).Entry);

    [Theory]
    [InlineData("/v1/key?a=b", "/v1/key", "a=b")]
    [InlineData("/v1/key?", "/v1/key", "")]
    [InlineData("/v1/key?a?b", "/v1/key", "a?b")]
    [InlineData("http://host:1/v1/key?a", "/v1/key", "a")]
    [InlineData("http://host", "/", "")]
    [InlineData("http://host?a", "", "a")]
    [InlineData("*", "*", "")]
    public void RequestTarget_EveryForm_IsCut(string raw, string path, string query)
    {
        var target = new RequestTarget(raw);
        Assert.Equal((path, query), (target.Path.ToString(), target.Query.ToString()));
    }
}
