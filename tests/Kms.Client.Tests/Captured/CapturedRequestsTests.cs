using System.Text;
using Kms.Client.Signing;
using Kms.Client.Tests.Fakes;

namespace Kms.Client.Tests.Captured;

/// <summary>Requests of JD's own SDKs, signed again here: byte for byte the same Authorization.</summary>
public sealed class CapturedRequestsTests
{
    [Theory]
    [InlineData("net.txt", 35)]
    [InlineData("node.txt", 33)]
    [InlineData("python.txt", 34)]
    public void Signer_CapturedRequests_GivesTheirAuthorization(string file, int count)
    {
        var requests = CapturedRequest.ReadAll(file);

        Assert.Equal(count, requests.Count);
        Assert.All(requests, request => Assert.Equal(request.Header("Authorization"), Resign(request)));
    }

    [Fact]
    public void Signer_CornerCases_DiffersOnlyWhereThatSdkEncodesTwice()
    {
        var requests = CapturedRequest.ReadAll("net-corner-cases.txt");

        var different = requests.Where(request => Resign(request) != request.Header("Authorization")).ToList();

        Assert.Equal(7, requests.Count);
        Assert.Equal("POST /v1/key/a%20b/%C3%BC:x+~!(*):Encrypt", Assert.Single(different) is var odd ? $"{odd.Method} {odd.Target}" : "");
    }

    /// <summary>The fake's own judge, judged: it must accept what JD's SDKs sent, and nothing that was changed.</summary>
    [Theory]
    [InlineData("net.txt")]
    [InlineData("node.txt")]
    [InlineData("python.txt")]
    public void IndependentVerifier_CapturedRequests_AcceptsThemAndNoChangedBody(string file)
    {
        foreach (var request in CapturedRequest.ReadAll(file))
        {
            Assert.Null(Complaint(request, request.Body));
            Assert.NotNull(Complaint(request, [.. request.Body, (byte)' ']));
        }
    }

    private static string? Complaint(CapturedRequest request, byte[] body) =>
        IndependentVerifier.Complaint(request.Method, request.Target, request.Headers, body, "ak", "sk");

    private static string Resign(CapturedRequest request)
    {
        var parts = request.Header("Authorization").Split(' ');
        var scope = parts[1].Split('=', 2)[1].TrimEnd(',').Split('/');
        var names = parts[2].Split('=', 2)[1].TrimEnd(',').Split(';');
        using var signer = new RequestSigner(scope[0], Encoding.UTF8.GetBytes("sk"), new SigningScope
        {
            Algorithm = parts[0].StartsWith("JDCLOUD2", StringComparison.Ordinal) ? SigningAlgorithm.Jdcloud2 : SigningAlgorithm.Jdcloud3,
            Region = scope[2],
            Service = scope[3],
        });
        return signer.Authorize(new SignableRequest
        {
            Method = request.Method,
            Target = request.Target,
            Date = request.Header("x-jdcloud-date"),
            Headers = [.. names.Select(name => KeyValuePair.Create(name, request.Header(name)))],
            Body = request.Body,
        });
    }
}
