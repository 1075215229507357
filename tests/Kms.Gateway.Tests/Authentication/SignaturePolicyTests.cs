using System.Security.Cryptography;
using Kms.Gateway.Authentication;

namespace Kms.Gateway.Tests.Authentication;

public sealed class SignaturePolicyTests
{
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(900);

    private static readonly TestRequest Jdcloud2 = SignatureVector.All.Single(v => v.Name == "V6 JDCLOUD2").ToRequest();

    private static readonly TestRequest Jdcloud3 = SignatureVector.All.Single(v => v.Name == "V6 JDCLOUD3").ToRequest();

    [Fact]
    public void Check_ValidRequest_IsAccepted()
    {
        Assert.Null(Check(Jdcloud2));
        Assert.Null(Check(Jdcloud3));
    }

    [Fact]
    public void Read_NoAuthorization_IsRefused() =>
        Assert.Equal(SignatureRefusal.AuthorizationMissing, Read(Jdcloud2.Without("authorization")));

    [Fact]
    public void Read_SecondAuthorization_IsRefused() =>
        Assert.Equal(SignatureRefusal.AuthorizationRepeated, Read(Jdcloud2.Plus("Authorization", Jdcloud2.Authorization)));

    [Fact]
    public void Read_OtherScheme_IsRefused() =>
        Assert.Equal(SignatureRefusal.AuthorizationMalformed, Read(Jdcloud2.With("authorization", "Bearer x")));

    [Theory]
    [InlineData("jdcloud3_request")]
    [InlineData("jdcloud2_requests")]
    [InlineData("JDCLOUD2_REQUEST")]
    [InlineData("")]
    public void Check_TerminatorOfAnotherAlgorithm_IsRefused(string terminator) =>
        Assert.Equal(SignatureRefusal.TerminatorMismatch, Check(Jdcloud2.WithAuthorization(a => Replace(a, "jdcloud2_request", terminator))));

    [Fact]
    public void Check_Jdcloud3WithTerminatorOfJdcloud2_IsRefused() => Assert.Equal(
        SignatureRefusal.TerminatorMismatch,
        Check(Jdcloud3.WithAuthorization(a => Replace(a, "jdcloud3_request", "jdcloud2_request"))));

    [Theory]
    [InlineData("vm")]
    [InlineData("KMS")]
    [InlineData("kms2")]
    [InlineData("kms-grains")]
    public void Check_OtherService_IsRefused(string service) =>
        Assert.Equal(SignatureRefusal.ServiceMismatch, Check(Jdcloud2.WithAuthorization(a => Replace(a, "/kms/", $"/{service}/"))));

    [Theory]
    [InlineData("x")]
    [InlineData("jdcloud-api")]
    [InlineData("internal")]
    [InlineData("ABC-123-xyz")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123")]
    public void Check_AnyRegion_IsAccepted(string region) => Assert.Null(Check(WithRegion(region)));

    [Theory]
    [InlineData("cn_north")]
    [InlineData("cn north")]
    [InlineData("cn.north")]
    [InlineData("中")]
    [InlineData("01234567890123456789012345678901234567890123456789012345678901234")]
    public void Check_RegionOutsideItsCharacters_IsRefused(string region) =>
        Assert.Equal(SignatureRefusal.RegionMalformed, Check(WithRegion(region)));

    [Theory]
    [InlineData("")]
    [InlineData("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcde")]
    [InlineData("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0")]
    [InlineData("0123456789ABCDEF0123456789abcdef0123456789abcdef0123456789abcdef")]
    [InlineData("g123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef")]
    [InlineData("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcde ")]
    public void Check_SignatureNotOf64LowercaseHexDigits_IsRefused(string signature) =>
        Assert.Equal(SignatureRefusal.SignatureMalformed, Check(Jdcloud2.WithAuthorization(a => a[..^64] + signature)));

    [Fact]
    public void Check_NoDate_IsRefused() => Assert.Equal(SignatureRefusal.DateMissing, Check(Jdcloud2.Without("x-jdcloud-date")));

    [Fact]
    public void Check_TwoDates_IsRefused() =>
        Assert.Equal(SignatureRefusal.DateRepeated, Check(Jdcloud3.Plus("x-jdcloud-date", Jdcloud3.Value("x-jdcloud-date"))));

    [Theory]
    [InlineData("")]
    [InlineData("20261124")]
    [InlineData("20261124T000000")]
    [InlineData("20261124T000000z")]
    [InlineData("20261124t000000Z")]
    [InlineData("20261124T000000Z ")]
    [InlineData("20261124T000060Z")]
    [InlineData("20261124T240000Z")]
    [InlineData("20261131T000000Z")]
    [InlineData("2026-11-24T00:00:00Z")]
    [InlineData("20261124T000000+0000")]
    [InlineData("２０261124T000000Z")]
    public void Check_DateOfAnotherForm_IsRefused(string date) =>
        Assert.Equal(SignatureRefusal.DateMalformed, Check(Jdcloud2.With("x-jdcloud-date", date)));

    [Theory]
    [InlineData("20261123")]
    [InlineData("20261125")]
    [InlineData("2026112")]
    [InlineData("20261124T")]
    public void Check_ScopeOfAnotherDay_IsRefused(string date) =>
        Assert.Equal(SignatureRefusal.DateMismatch, Check(Jdcloud2.WithAuthorization(a => Replace(a, "/20261124/", $"/{date}/"))));

    [Theory]
    [InlineData(0)]
    [InlineData(900)]
    [InlineData(-900)]
    public void Check_DateAtTheEdgeOfTheWindow_IsAccepted(int seconds) =>
        Assert.Null(Check(Jdcloud2, Jdcloud2.Date.AddSeconds(seconds)));

    [Theory]
    [InlineData(900.001)]
    [InlineData(-900.001)]
    [InlineData(86400 * 365)]
    public void Check_DateOutsideTheWindow_IsRefused(double seconds) =>
        Assert.Equal(SignatureRefusal.DateOutsideWindow, Check(Jdcloud2, Jdcloud2.Date.AddSeconds(seconds)));

    [Theory]
    [InlineData("x-jdcloud-date")]
    [InlineData("x-jdcloud-nonce")]
    public void Check_Jdcloud2WithoutSignedDateOrNonce_IsRefused(string name) => Assert.Equal(
        SignatureRefusal.HeaderNotSigned, Check(Jdcloud2.WithAuthorization(a => Replace(a, $";{name}", ""))));

    [Fact]
    public void Check_Jdcloud2SigningDateAndNonceOnly_IsAccepted() =>
        Assert.Null(Check(Jdcloud2.WithAuthorization(a => Replace(a, "content-type;host;", ""))));

    [Fact]
    public void Check_Jdcloud3SigningOneHeader_IsAccepted() =>
        Assert.Null(Check(Jdcloud3.WithAuthorization(a => Replace(a, "content-type;host", "host"))));

    [Fact]
    public void Check_Jdcloud3SigningNothing_IsRefused() => Assert.Equal(
        SignatureRefusal.HeaderNotSigned, Check(Jdcloud3.WithAuthorization(a => Replace(a, "content-type;host", ""))));

    [Theory]
    [InlineData("host")]
    [InlineData("content-type")]
    [InlineData("x-jdcloud-nonce")]
    public void Check_SignedHeaderAbsent_IsRefused(string name) =>
        Assert.Equal(SignatureRefusal.SignedHeaderMissing, Check(Jdcloud2.Without(name)));

    [Fact]
    public void Check_SignedHeaderTwiceInTheRequest_IsRefused() => Assert.Equal(
        SignatureRefusal.SignedHeaderRepeated, Check(Jdcloud2.Plus("content-type", Jdcloud2.Value("content-type"))));

    [Fact]
    public void Check_UnsignedHeaderTwiceInTheRequest_IsAccepted() =>
        Assert.Null(Check(Jdcloud2.Plus("accept", "a").Plus("accept", "b")));

    [Fact]
    public void Check_HeaderNamedTwice_IsRefused() => Assert.Equal(
        SignatureRefusal.SignedHeaderRepeated, Check(Jdcloud2.WithAuthorization(a => Replace(a, "host;", "host;host;"))));

    [Theory]
    [InlineData("a b")]
    [InlineData("a.b")]
    [InlineData("ü")]
    [InlineData("01234567890123456789012345678901234567890123456789012345678901234")]
    public void Check_ImpossibleAccessKeyId_IsRefused(string id) => Assert.Equal(
        SignatureRefusal.AccessKeyIdMalformed, Check(Jdcloud2.WithAuthorization(a => Replace(a, "=TESTAK/", $"={id}/"))));

    /// <summary>Order of arrival: what the caller can put right comes before his access key is looked at.</summary>
    [Fact]
    public void Check_StaleRequestOfImpossibleAccessKeyId_IsStale() => Assert.Equal(
        SignatureRefusal.DateOutsideWindow,
        Check(Jdcloud2.WithAuthorization(a => Replace(a, "=TESTAK/", "=a.b/")), Jdcloud2.Date.AddDays(1)));

    [Fact]
    public void CheckBody_NoStatedHash_IsAccepted() => Assert.Null(CheckBody(Jdcloud3));

    [Fact]
    public void CheckBody_RealHash_IsAccepted() =>
        Assert.Null(CheckBody(Jdcloud3.Plus("x-jdcloud-content-sha256", Convert.ToHexStringLower(SHA256.HashData(Jdcloud3.Body)))));

    [Theory]
    [InlineData("")]
    [InlineData("UNSIGNED-PAYLOAD")]
    [InlineData("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData("56BD701A9D52C7DC6D1ADA164B04F52F597607516F7FDB7CFDD866A3BEE68819")]
    public void CheckBody_AnotherHash_IsRefused(string hash) => Assert.Equal(
        SignatureRefusal.ContentHashMismatch, CheckBody(Jdcloud3.Plus("x-jdcloud-content-sha256", hash)));

    [Fact]
    public void CheckBody_RealHashTwice_IsRefused()
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Jdcloud3.Body));

        Assert.Equal(
            SignatureRefusal.ContentHashMismatch,
            CheckBody(Jdcloud3.Plus("x-jdcloud-content-sha256", hash).Plus("x-jdcloud-content-sha256", hash)));
    }

    [Fact]
    public void PublicMessage_WhateverDependsOnTheAccessKey_IsTheSame() => Assert.Single(
        new[] { SignatureRefusal.AccessKeyIdMalformed, SignatureRefusal.AccessKeyUnknown, SignatureRefusal.SignatureMismatch }
            .Select(r => r.PublicMessage())
            .Distinct());

    private static TestRequest WithRegion(string region) => Jdcloud2.WithAuthorization(a => Replace(a, "/cn-north-1/", $"/{region}/"));

    private static string Replace(string text, string old, string replacement)
    {
        Assert.Contains(old, text, StringComparison.Ordinal);
        return text.Replace(old, replacement, StringComparison.Ordinal);
    }

    private static SignatureRefusal? Read(TestRequest request) => SignaturePolicy.Read(request.ToHeaders(), out _);

    private static SignatureRefusal? Check(TestRequest request, DateTimeOffset? now = null) =>
        SignaturePolicy.Check(request.ToSigned(), now ?? Jdcloud2.Date, Skew);

    private static SignatureRefusal? CheckBody(TestRequest request) =>
        SignaturePolicy.CheckBody(request.ToHeaders(), SHA256.HashData(request.Body));
}
