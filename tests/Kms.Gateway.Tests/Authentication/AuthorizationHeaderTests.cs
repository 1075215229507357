using CsCheck;
using Kms.Gateway.Authentication;
using Kms.Grains.Abstractions.Access;

namespace Kms.Gateway.Tests.Authentication;

public sealed class AuthorizationHeaderTests
{
    private const string Valid =
        "JDCLOUD2-HMAC-SHA256 Credential=ak/20261124/cn-north-1/kms/jdcloud2_request, SignedHeaders=host;x-jdcloud-date, Signature=0123";

    [Fact]
    public void TryParse_Valid_FindsTheParts()
    {
        Assert.True(AuthorizationHeader.TryParse(Valid, out var header));

        Assert.Equal(SignatureAlgorithm.Jdcloud2, header.Algorithm);
        Assert.Equal("ak", header.AccessKeyId.ToString());
        Assert.Equal("20261124/cn-north-1/kms/jdcloud2_request", header.Scope.ToString());
        Assert.Equal("20261124", header.Date.ToString());
        Assert.Equal("cn-north-1", header.Region.ToString());
        Assert.Equal("kms", header.Service.ToString());
        Assert.Equal("jdcloud2_request", header.Terminator.ToString());
        Assert.Equal("host;x-jdcloud-date", header.SignedHeaders.ToString());
        Assert.Equal(["host", "x-jdcloud-date"], header.Names);
        Assert.Equal("0123", header.Signature.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("JDCLOUD2-HMAC-SHA256")]
    [InlineData("Bearer abc")]
    [InlineData(" JDCLOUD2-HMAC-SHA256 Credential=ak/d/r/s/t, SignedHeaders=host, Signature=0")]
    [InlineData("JDCLOUD2-HMAC-SHA256  Credential=ak/d/r/s/t, SignedHeaders=host, Signature=0")]
    [InlineData("jdcloud2-hmac-sha256 Credential=ak/d/r/s/t, SignedHeaders=host, Signature=0")]
    [InlineData("JDCLOUD4-HMAC-SHA256 Credential=ak/d/r/s/t, SignedHeaders=host, Signature=0")]
    [InlineData("JDCLOUD2-HMAC-SHA256, Credential=ak/d/r/s/t, SignedHeaders=host, Signature=0")]
    [InlineData("JDCLOUD2-HMAC-SHA256 credential=ak/d/r/s/t, SignedHeaders=host, Signature=0")]
    [InlineData("JDCLOUD2-HMAC-SHA256 Credential=ak/d/r/s/t,SignedHeaders=host,Signature=0")]
    [InlineData("JDCLOUD2-HMAC-SHA256 Credential=ak/d/r/s/t, Signature=0, SignedHeaders=host")]
    [InlineData("JDCLOUD2-HMAC-SHA256 Credential=ak/d/r/s/t, SignedHeaders=host")]
    [InlineData("JDCLOUD2-HMAC-SHA256 Credential=ak/d/r/s, SignedHeaders=host, Signature=0")]
    [InlineData("JDCLOUD2-HMAC-SHA256 Credential=ak/d/r/s/t/u, SignedHeaders=host, Signature=0")]
    [InlineData("JDCLOUD2-HMAC-SHA256 Credential=/d/r/s/t, SignedHeaders=host, Signature=0")]
    [InlineData("JDCLOUD2-HMAC-SHA256 Credential=ak//r/s/t, SignedHeaders=host, Signature=0")]
    [InlineData("JDCLOUD2-HMAC-SHA256 Credential=ak/d//s/t, SignedHeaders=host, Signature=0")]
    [InlineData("JDCLOUD2-HMAC-SHA256 Credential=ak/d/r//t, SignedHeaders=host, Signature=0")]
    [InlineData("JDCLOUD2-HMAC-SHA256 Credential=ak/d/r/s/t, SignedHeaders=Host, Signature=0")]
    [InlineData("JDCLOUD2-HMAC-SHA256 Credential=ak/d/r/s/t, SignedHeaders=host;, Signature=0")]
    [InlineData("JDCLOUD2-HMAC-SHA256 Credential=ak/d/r/s/t, SignedHeaders=;host, Signature=0")]
    [InlineData("JDCLOUD2-HMAC-SHA256 Credential=ak/d/r/s/t, SignedHeaders=a;;b, Signature=0")]
    [InlineData("JDCLOUD2-HMAC-SHA256 Credential=ak/d/r/s/t, SignedHeaders=a; b, Signature=0")]
    [InlineData("JDCLOUD2-HMAC-SHA256 Credential=ak/d/r/s/t, SignedHeaders=ho st, Signature=0")]
    [InlineData("JDCLOUD2-HMAC-SHA256 Credential=ak/d/r/s/t, SignedHeaders=hösť, Signature=0")]
    public void TryParse_AnythingElse_IsRefused(string text) => Assert.False(AuthorizationHeader.TryParse(text, out _));

    [Fact]
    public void TryParse_NoNames_LeavesItToThePolicy()
    {
        Assert.True(AuthorizationHeader.TryParse(
            "JDCLOUD3-HMAC-SHA256 Credential=ak/d/r/s/t, SignedHeaders=, Signature=0", out var header));
        Assert.Empty(header.Names);
    }

    [Theory]
    [InlineData(AuthorizationHeader.MaxNames, true)]
    [InlineData(AuthorizationHeader.MaxNames + 1, false)]
    public void TryParse_ManyNames_AreLimited(int count, bool accepted) => Assert.Equal(accepted, AuthorizationHeader.TryParse(
        Valid.Replace("host", string.Join(';', Enumerable.Range(0, count - 1)), StringComparison.Ordinal), out _));

    [Theory]
    [InlineData(AuthorizationHeader.MaxLength, true)]
    [InlineData(AuthorizationHeader.MaxLength + 1, false)]
    public void TryParse_LongHeader_IsLimited(int length, bool accepted) =>
        Assert.Equal(accepted, AuthorizationHeader.TryParse(Valid.PadRight(length, '0'), out _));

    [Fact]
    public void TryParse_AnyText_NeverThrowsAndLosesNothing() =>
        Gen.OneOf(Gen.String, Gen.Select(Gen.Int[0, Valid.Length - 1], Gen.Char, (i, c) => Valid[..i] + c + Valid[(i + 1)..]))
            .Sample(text =>
            {
                if (AuthorizationHeader.TryParse(text, out var h))
                {
                    Assert.Equal(
                        $"{h.Algorithm.Name()} Credential={h.AccessKeyId}/{h.Date}/{h.Region}/{h.Service}/{h.Terminator}, SignedHeaders={string.Join(';', h.Names)}, Signature={h.Signature}",
                        text);
                }
            });
}
