using System.Net;
using System.Text;
using CsCheck;
using Kms.Gateway.Authentication;

namespace Kms.Gateway.Tests.Authentication;

/// <summary>The one-pass writers against the specification spelled out slowly, with strings.</summary>
public sealed class CanonicalTextTests
{
    private static readonly Gen<string> Raw = Gen.OneOf(
        Gen.String[Gen.Char["%%%/2fF0+&=aA~. ;"], 0, 40],
        Gen.String[Gen.OneOf(Gen.Char.AlphaNumeric, Gen.Char["%+/&=ü中"]), 0, 300],
        Gen.String[0, 20].Select(Uri.EscapeDataString));

    [Theory]
    [InlineData("", "/", "/")]
    [InlineData("/v1/key/k:Encrypt", "/v1/key/k%3AEncrypt", "/v1/key/k%3AEncrypt")]
    [InlineData("/v1/key/k%3aEncrypt", "/v1/key/k%3AEncrypt", "/v1/key/k%3AEncrypt")]
    [InlineData("/%76%31//key", "/v1//key", "/v1/key")]
    [InlineData("//%2F/", "////", "/")]
    [InlineData("/a+b", "/a%2Bb", "/a%20b")]
    [InlineData("/%", "/%25", "/%25")]
    [InlineData("/%4", "/%254", "/%254")]
    [InlineData("/%zz%25", "/%25zz%25", "/%25zz%25")]
    [InlineData("/% 41", "/%25%2041", "/%25%2041")]
    [InlineData("/%+41", "/%25%2B41", "/%25%2041")]
    [InlineData("/%ff%00", "/%FF%00", "/%FF%00")]
    [InlineData("/../.", "/../.", "/../.")]
    public void WritePath_Known_IsExact(string raw, string jdcloud2, string jdcloud3)
    {
        Assert.Equal(jdcloud2, Path(raw, false));
        Assert.Equal(jdcloud3, Path(raw, true));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("a", "a=")]
    [InlineData("a=", "a=")]
    [InlineData("=a", "")]
    [InlineData("&&", "")]
    [InlineData("b=1&&a=2&", "a=2&b=1")]
    [InlineData("a=1=2", "a=1%3D2")]
    [InlineData("a=+&a=%20&a=%2b", "a=%20&a=%20&a=%2B")]
    [InlineData("a=10&a=9&a=", "a=&a=10&a=9")]
    [InlineData("a-b=1&a=2", "a=2&a-b=1")]
    [InlineData("B=1&a=2&A=3", "A=3&B=1&a=2")]
    [InlineData("a=/?", "a=%2F%3F")]
    public void WriteQuery_Known_IsExact(string raw, string canonical) => Assert.Equal(canonical, Query(raw));

    [Fact]
    public void WritePath_AnyText_IsDecodedEncodedAndCollapsed() => Gen.Select(Raw, Gen.Bool).Sample((raw, collapse) =>
    {
        var expected = SlowEncode(SlowDecode(raw, plusIsSpace: collapse), keepSlash: true);
        while (collapse && expected.Contains("//", StringComparison.Ordinal))
        {
            expected = expected.Replace("//", "/", StringComparison.Ordinal);
        }

        Assert.Equal(expected.Length == 0 ? "/" : expected, Path(raw, collapse));
    });

    [Fact]
    public void WriteQuery_AnyText_IsDecodedEncodedAndSorted() => Raw.Array[0, 30].Select(p => string.Join('&', p)).Sample(raw =>
    {
        var expected = raw.Split('&')
            .Select(p => p.Split('=', 2))
            .Where(p => p[0].Length > 0)
            .Select(p => (Name: Slow(p[0]), Value: p.Length == 1 ? "" : Slow(p[1])))
            .OrderBy(p => p.Name, StringComparer.Ordinal)
            .ThenBy(p => p.Value, StringComparer.Ordinal)
            .Select(p => $"{p.Name}={p.Value}");

        Assert.Equal(string.Join('&', expected), Query(raw));
    });

    [Fact]
    public void WritePath_ItsOwnResult_StaysAsItIs() => Raw.Sample(raw => Assert.Equal(Path(raw, false), Path(Path(raw, false), false)));

    private static string Path(string raw, bool collapse)
    {
        var buffer = new CanonicalBuffer(1);
        CanonicalText.WritePath(ref buffer, raw, collapse);
        return Take(ref buffer);
    }

    private static string Query(string raw)
    {
        var buffer = new CanonicalBuffer(1);
        buffer.Write("before"u8);
        CanonicalQuery.Write(ref buffer, raw);
        Assert.True(buffer.Written.StartsWith("before"u8));
        return Take(ref buffer)["before".Length..];
    }

    private static string Take(ref CanonicalBuffer buffer)
    {
        var text = Encoding.UTF8.GetString(buffer.Written);
        buffer.Dispose();
        return text;
    }

    private static string Slow(string text) => SlowEncode(SlowDecode(text, plusIsSpace: true), keepSlash: false);

    private static byte[] SlowDecode(string text, bool plusIsSpace) => WebUtility.UrlDecodeToBytes(
        Encoding.UTF8.GetBytes(plusIsSpace ? text : text.Replace("+", "%2B", StringComparison.Ordinal)),
        0,
        Encoding.UTF8.GetByteCount(plusIsSpace ? text : text.Replace("+", "%2B", StringComparison.Ordinal)));

    private static string SlowEncode(byte[] bytes, bool keepSlash) => string.Concat(bytes.Select(b =>
        char.IsAsciiLetterOrDigit((char)b) || "-._~".Contains((char)b) || (keepSlash && b == '/')
            ? ((char)b).ToString()
            : $"%{b:X2}"));
}
