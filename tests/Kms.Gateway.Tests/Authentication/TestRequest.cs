using System.Security.Cryptography;
using System.Text;
using Kms.Gateway.Authentication;
using Kms.Grains.Abstractions.Access;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace Kms.Gateway.Tests.Authentication;

/// <summary>A request as it is on the wire, to be copied with changes.</summary>
internal sealed record TestRequest(
    string Name, string Method, string Target, (string Name, string Value)[] Headers, byte[] Body)
{
    public string Authorization => Headers.Single(h => IsNamed(h, "authorization")).Value;

    public string Signature => Authorization[^64..];

    public string[] SignedNames => AuthorizationHeader.TryParse(Authorization, out var header) ? header.Names : [];

    public DateTimeOffset Date => DateTimeOffset.ParseExact(
        Value("x-jdcloud-date"), "yyyyMMdd'T'HHmmss'Z'", null, System.Globalization.DateTimeStyles.AssumeUniversal);

    public string Value(string name) => Headers.Single(h => IsNamed(h, name)).Value;

    public TestRequest With(string name, string value) => this with
    {
        Headers = [.. Headers.Select(h => IsNamed(h, name) ? (h.Name, value) : h)],
    };

    public TestRequest Plus(string name, string value) => this with { Headers = [.. Headers, (name, value)] };

    public TestRequest Without(string name) => this with { Headers = [.. Headers.Where(h => !IsNamed(h, name))] };

    public TestRequest WithAuthorization(Func<string, string> change) => With("authorization", change(Authorization));

    public HeaderDictionary ToHeaders()
    {
        var headers = new HeaderDictionary();
        foreach (var (name, value) in Headers)
        {
            headers[name] = StringValues.Concat(headers[name], value);
        }

        return headers;
    }

    public SignedRequest ToSigned()
    {
        Assert.Null(SignaturePolicy.Read(ToHeaders(), out var authorization));
        return new SignedRequest(Method, Target, ToHeaders(), authorization!);
    }

    /// <summary>Layer one alone: is this the signature of the secret?</summary>
    public bool Verifies(string secret) =>
        AuthorizationHeader.TryParse(Authorization, out var authorization)
        && Sign(secret, authorization) == authorization.Signature.ToString();

    /// <summary>The same request, signed anew.</summary>
    public TestRequest Signed(string secret) =>
        WithAuthorization(text => text[..^64] + Sign(secret, ToSigned().Authorization));

    /// <summary>The request as the server's HTTP layer shows it.</summary>
    public HttpContext ToContext()
    {
        var context = new DefaultHttpContext();
        var feature = context.Features.GetRequiredFeature<IHttpRequestFeature>();
        feature.Method = Method;
        feature.RawTarget = Target;
        feature.Headers = ToHeaders();
        return context;
    }

    /// <summary>The bytes that a client sends.</summary>
    public byte[] ToBytes() =>
    [
        .. Encoding.UTF8.GetBytes($"{Method} {Target} HTTP/1.1\r\n"),
        .. Headers.SelectMany(h => Encoding.UTF8.GetBytes($"{h.Name}: {h.Value}\r\n")),
        .. "\r\n"u8,
        .. Body,
    ];

    public override string ToString() => Name;

    private string Sign(string secret, AuthorizationHeader authorization)
    {
        var request = new SignedRequest(Method, Target, ToHeaders(), authorization);
        var signature = new byte[SigningKey.Size];
        SigningKey.Sign(
            authorization.Algorithm,
            Encoding.ASCII.GetBytes(secret),
            authorization.Date.Span,
            authorization.Region.Span,
            authorization.Service.Span,
            RequestSignature.StringToSign(request, SHA256.HashData(Body)),
            signature);
        return Convert.ToHexStringLower(signature);
    }

    private static bool IsNamed((string Name, string Value) header, string name) =>
        header.Name.Equals(name, StringComparison.OrdinalIgnoreCase);
}
