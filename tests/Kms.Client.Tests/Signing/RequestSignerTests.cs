using System.Text;
using Kms.Client.Signing;

namespace Kms.Client.Tests.Signing;

/// <summary>JD's published vectors, and one of the shape of a KMS request.</summary>
public sealed class RequestSignerTests
{
    private const string Instances = "/v1/regions/cn-north-1/instances";

    [Fact]
    public void Authorize_PublishedWorkedExample_GivesItsHeader()
    {
        var header = Authorize("TESTAK", "TESTSK", SigningAlgorithm.Jdcloud2, "cn-north-1", "test", Request(
            "POST", "/v1/resource:action?p1=p1&p0=p0&o=%&u=u", "20190214T104514Z", "body data",
            ("x-jdcloud-date", "20190214T104514Z"), ("x-jdcloud-nonce", "testnonce"), ("x-my-header", "test"), ("x-my-header_blank", " blank")));

        Assert.Equal(
            "JDCLOUD2-HMAC-SHA256 Credential=TESTAK/20190214/cn-north-1/test/jdcloud2_request, "
            + "SignedHeaders=x-jdcloud-date;x-jdcloud-nonce;x-my-header;x-my-header_blank, "
            + "Signature=2a98f83c074e7bee260bfc8ef64f009c07595bd93f7f0c3f4e156bf6479ed9bf",
            header);
    }

    [Fact]
    public void DeriveKey_PublishedWorkedExample_GivesItsKey() =>
        Assert.Equal("a4e50bcb6001be0008696b173c30172b5ce22a77db00d21c6a9d69de2ba33b7d", Key(SigningAlgorithm.Jdcloud2, "cn-north-1", "test", "20190214"));

    [Fact]
    public void Authorize_RustSigner_GivesItsSignature() => AssertSignature(
        "cea138630c57ba3de51933926e3b1657c34b4d1b6f86d360511bf40a09f63729",
        Authorize("ak", "sk", SigningAlgorithm.Jdcloud2, "cn-north-1", "service_name", Request(
            "GET", $"{Instances}?pageNumber=2&pageSize=10", "20180405T010203Z", "",
            ("content-type", "application/json"), ("x-jdcloud-date", "20180405T010203Z"), ("x-jdcloud-nonce", "55f3919e-3a7d-4174-b117-f150ff25e274"))));

    [Fact]
    public void Authorize_CppSigner_GivesItsSignature() => AssertSignature(
        "43a76892222031f847c00c56cac8d4d2dc179a4e75a37868d09a5300435f4054",
        Authorize("ak", "sk", SigningAlgorithm.Jdcloud2, "cn-north-1", "vm", Request(
            "GET", "/", "20090213T233130Z", "",
            ("host", "vm.cn-north-1.jdcloud.net"), ("x-jdcloud-date", "20090213T233130Z"), ("x-jdcloud-nonce", "uuid"))));

    [Theory]
    [InlineData("?=&a=a", "3141b1c7eff3e6d56488df5d924bbbe5d1d0ffeeaf405c573eddaafdaf6b2083")]
    [InlineData(
        "?aa=aa&aa%3Daa=&aa=aa%3D&aa=&aa=aaa&aaa=aaa&aaa=aa&aaa=a&ab=aa&ab=aa&cc=&cc=&bb=aa&bb=",
        "42e653f006eee24cca60b7037735a82f8f4562345f836c03ae8b531892a001a4")]
    public void Authorize_NodeSignerQueries_GivesTheirSignatures(string query, string signature) =>
        AssertSignature(signature, NodeSigner(Request("GET", Instances + query, "20190917T064708Z", "", [.. NodeHeaders])));

    [Fact]
    public void Authorize_NodeSignerInnerSpaces_AreKeptByJdcloud3() => AssertSignature(
        "36957fd0753f3187c1af26fc1aefbedea9364fb7e957930be500428c4e1f184e",
        NodeSigner(Request("GET", Instances, "20190917T064708Z", "", [.. NodeHeaders, ("x-myheader", "   X-   My    Header   ")])));

    [Fact]
    public void Authorize_NodeSignerChineseQuery_GivesItsSignature() => AssertSignature(
        "963c4ab8065b4ea9020152fc7ad41ef2e1d160ac411f4bfd4eb09b600e9247e9",
        NodeSigner(Request(
            "POST", $"{Instances}?中文参数=中文参数值", "20190917T064708Z", """{"key":"value"}""", [.. NodeHeaders, ("x-myheader", "myhead")])));

    [Theory]
    [InlineData($"{Instances}?=&a=a", "43efb5fb00e86faf35d8bf0bed3b72e84cfc98ee4754065e29c3caa7bcaa12cb")]
    [InlineData($"{Instances}/中文:GET", "936ed2dcb6fb4271ad640e0f46f1fe61763a0bad8bb4f4eb1224261f969612fa")]
    public void Authorize_PythonSigner_GivesItsSignatures(string target, string signature) =>
        AssertSignature(signature, NodeSigner(Request(
            "GET", target, "20190917T064708Z", "",
            ("content-type", "application/json"), ("host", "apigw-internal-dev.cn-north-1.jcloudcs.com:8000"),
            ("x-jdcloud-date", "20190917T064708Z"), ("x-jdcloud-nonce", "X-Jdcloud-Nonce"))));

    [Fact]
    public void Authorize_KmsShapedJdcloud2_GivesItsSignature() => AssertSignature(
        "b8f9fcca06da1d786db676f2ed5a7c0079afb48511fa95e5e4acca1b07170f92",
        Authorize("TESTAK", "TESTSK", SigningAlgorithm.Jdcloud2, "cn-north-1", "kms", Encrypt(
            ("content-type", "application/json"), ("host", "kms.cn-north-1.jdcloud-api.com"),
            ("x-jdcloud-date", "20261124T000000Z"), ("x-jdcloud-nonce", "6f1b1a70-0000-4000-8000-000000000001"))));

    [Fact]
    public void Authorize_KmsShapedJdcloud3_GivesItsSignature() => AssertSignature(
        "36aaf207983a5a47b7dc7a811ed3922531d61cbc77151136befbbd314a23256d",
        Authorize("TESTAK", "TESTSK", SigningAlgorithm.Jdcloud3, "jdcloud-api", "kms", Encrypt(
            ("content-type", "application/json"), ("host", "kms.cn-north-1.jdcloud-api.com"))));

    [Fact]
    public void DeriveKey_KmsShaped_GivesItsKeys()
    {
        Assert.Equal("41c9b1df44007f58f85ce2e38757bc5fd47e047606706c7e10ffe53cdaebf07b", Key(SigningAlgorithm.Jdcloud2, "cn-north-1", "kms", "20261124"));
        Assert.Equal("5f342259f49f44e55c52f96676d4a4eda8b5f6be6b9a812a838b36758e94a699", Key(SigningAlgorithm.Jdcloud3, "jdcloud-api", "kms", "20261124"));
    }

    [Fact]
    public void Authorize_TargetLongerThanAnyScratch_IsSignedAll()
    {
        var a = NodeSigner(Request("GET", "/" + new string('é', 5000), "20190917T064708Z", ""));
        var b = NodeSigner(Request("GET", "/" + new string('é', 4999) + "e", "20190917T064708Z", ""));

        Assert.NotEqual(a, b);
    }

    [Fact]
    public void Authorize_OddDate_IsRefused() =>
        Assert.Throws<ArgumentException>(() => NodeSigner(Request("GET", "/", "2019-09-17", "")));

    [Fact]
    public void SignableRequest_ToString_HasNoBody() =>
        Assert.Equal("POST /x", Request("POST", "/x", "20190917T064708Z", "secret").ToString());

    private static IEnumerable<(string Name, string Value)> NodeHeaders =>
        [("x-jdcloud-algorithm", "JDCLOUD3-HMAC-SHA256"), ("x-jdcloud-date", "20190917T064708Z"), ("x-jdcloud-nonce", "X-Jdcloud-Nonce")];

    private static SignableRequest Encrypt(params (string Name, string Value)[] headers) =>
        Request("POST", "/v1/key/key-1:Encrypt", "20261124T000000Z", """{"plaintext":"aGVsbG8=","keyId":"key-1"}""", headers);

    private static SignableRequest Request(string method, string target, string date, string body, params (string Name, string Value)[] headers) => new()
    {
        Method = method,
        Target = target,
        Date = date,
        Headers = [.. headers.Select(header => KeyValuePair.Create(header.Name, header.Value))],
        Body = Encoding.UTF8.GetBytes(body),
    };

    private static string NodeSigner(SignableRequest request) =>
        Authorize("ak", "sk", SigningAlgorithm.Jdcloud3, "cn-north-1", "apigatewaytestproductline", request);

    private static string Authorize(string id, string secret, SigningAlgorithm algorithm, string region, string service, SignableRequest request)
    {
        using var signer = new RequestSigner(id, Encoding.UTF8.GetBytes(secret), new() { Algorithm = algorithm, Region = region, Service = service });
        return signer.Authorize(request);
    }

    private static string Key(SigningAlgorithm algorithm, string region, string service, string day)
    {
        using var signer = new RequestSigner("TESTAK", "TESTSK"u8, new() { Algorithm = algorithm, Region = region, Service = service });
        var key = new byte[32];
        signer.DeriveKey(day, key);
        return Convert.ToHexStringLower(key);
    }

    private static void AssertSignature(string expected, string header) => Assert.EndsWith($"Signature={expected}", header, StringComparison.Ordinal);
}
