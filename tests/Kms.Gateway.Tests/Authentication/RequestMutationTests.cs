using System.Security.Cryptography;
using Kms.Gateway.Authentication;

namespace Kms.Gateway.Tests.Authentication;

/// <summary>Whatever single byte of a real request is changed that its signature covers: it no longer verifies.</summary>
public sealed class RequestMutationTests
{
    public static TheoryData<string> Valid => [.. CapturedRequests.Valid.Select(r => r.Name)];

    [Theory, MemberData(nameof(Valid))]
    public void RealRequest_OneByteChanged_IsRefused(string name)
    {
        var request = CapturedRequests.Valid.Single(r => r.Name == name);
        var changed = Mutations(request).ToList();

        Assert.True(changed.Count > 250, $"only {changed.Count} mutations");
        Assert.Empty(changed.Where(c => c.Request.Verifies(CapturedRequests.Secret)).Select(c => c.What));
    }

    [Fact]
    public void RealRequest_BodyChanged_IsRefused() => Assert.All(CapturedRequests.Valid, request =>
        Assert.All(Bodies(request), changed => Assert.True(
            !changed.Verifies(CapturedRequests.Secret)
            || SignaturePolicy.CheckBody(changed.ToHeaders(), SHA256.HashData(changed.Body)) != null)));

    [Fact]
    public void RealRequest_SignedHeaderAbsent_IsRefused() => Assert.All(CapturedRequests.Valid, request =>
        Assert.All(request.SignedNames, name => Assert.False(request.Without(name).Verifies(CapturedRequests.Secret))));

    [Fact]
    public void RealRequest_OneSignedNameLess_IsRefused() => Assert.All(CapturedRequests.Valid, request =>
        Assert.All(request.SignedNames, name => Assert.False(request
            .WithAuthorization(a => a
                .Replace($"={name};", "=", StringComparison.Ordinal)
                .Replace($";{name}", "", StringComparison.Ordinal))
            .Verifies(CapturedRequests.Secret))));

    [Fact]
    public void RealRequest_ParameterAdded_IsRefused() => Assert.All(CapturedRequests.Valid, request => Assert.False(
        (request with { Target = request.Target + (request.Target.Contains('?') ? "&a=b" : "?a=b") })
        .Verifies(CapturedRequests.Secret)));

    [Fact]
    public void RealRequest_OtherAlgorithm_IsRefused() => Assert.All(CapturedRequests.Valid, request => Assert.False(request
        .WithAuthorization(a => a.StartsWith("JDCLOUD2", StringComparison.Ordinal)
            ? a.Replace("JDCLOUD2", "JDCLOUD3", StringComparison.Ordinal).Replace("jdcloud2_", "jdcloud3_", StringComparison.Ordinal)
            : a.Replace("JDCLOUD3", "JDCLOUD2", StringComparison.Ordinal).Replace("jdcloud3_", "jdcloud2_", StringComparison.Ordinal))
        .Verifies(CapturedRequests.Secret)));

    /// <summary>The Python SDK does not sign it, so nothing may be built on it.</summary>
    [Fact]
    public void RealRequest_NonceOfJdcloud3_IsNotCovered() => Assert.All(CapturedRequests.Python, request =>
        Assert.True(request.With("x-jdcloud-nonce", "another").Verifies(CapturedRequests.Secret)));

    private static IEnumerable<(string What, TestRequest Request)> Mutations(TestRequest request) =>
    [
        .. Changes(request.Method).Select(c => ($"method {c}", request with { Method = c })),
        .. Changes(request.Target).Select(c => ($"target {c}", request with { Target = c })),
        .. CoveredHeaders(request).SelectMany(name =>
            Changes(request.Value(name)).Select(c => ($"{name} {c}", request.With(name, c)))),
        .. AuthorizationBytes(request).Select(i => (
            $"authorization, byte {i}", request.With("authorization", Change(request.Authorization, i)))),
    ];

    /// <summary>The signed headers, the date (in the string to sign) and a stated content hash.</summary>
    private static IEnumerable<string> CoveredHeaders(TestRequest request) => request.SignedNames
        .Concat(["x-jdcloud-date", "x-jdcloud-content-sha256"])
        .Distinct()
        .Where(name => request.Headers.Any(h => h.Name.Equals(name, StringComparison.OrdinalIgnoreCase)));

    /// <summary>All but the access key id, which is looked up and not signed.</summary>
    private static IEnumerable<int> AuthorizationBytes(TestRequest request)
    {
        var from = request.Authorization.IndexOf('=', StringComparison.Ordinal);
        var to = request.Authorization.IndexOf('/', StringComparison.Ordinal);
        return Enumerable.Range(0, request.Authorization.Length).Where(i => i <= from || i >= to);
    }

    private static IEnumerable<TestRequest> Bodies(TestRequest request) =>
    [
        .. Enumerable.Range(0, request.Body.Length).Select(i => request with { Body = Change(request.Body, i) }),
        request with { Body = [.. request.Body, (byte)' '] },
    ];

    private static IEnumerable<string> Changes(string text) => Enumerable.Range(0, text.Length).Select(i => Change(text, i));

    /// <summary>A hex digit becomes another one, anything else a letter.</summary>
    private static string Change(string text, int index)
    {
        var changed = text[index] switch
        {
            '0' => '1',
            'x' => 'y',
            var c => char.IsAsciiHexDigit(c) ? '0' : 'x',
        };
        return string.Concat(text.AsSpan(0, index), [changed], text.AsSpan(index + 1));
    }

    private static byte[] Change(byte[] bytes, int index)
    {
        var changed = bytes.ToArray();
        changed[index] ^= 1;
        return changed;
    }
}
