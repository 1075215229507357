using System.Text;
using System.Text.Json;
using Kms.Gateway.Wire;
using Kms.Grains.Abstractions.Errors;

namespace Kms.Gateway.Tests.Wire;

/// <summary>One rule of the JSON reading after the other.</summary>
public sealed class JsonInputTests
{
    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"s":"t"}""")]
    [InlineData(""" { "s" : "t" } """)]
    [InlineData("\uFEFF{\"s\":\"t\"}")]
    [InlineData("""{"x":[1,{"y":[]},null,true],"s":null}""")]
    [InlineData("""{"a":{"s":1},"b":{"s":1}}""")]
    [InlineData("""{"S":1,"s":"t","ſ":2}""")]
    [InlineData("""{"s":"\ud83d\ude00\u4e2d\n","x":"\ud83d\ude00"}""")]
    [InlineData("""{"s":"\\ud800"}""")]
    [InlineData("""{"1":1,"2":2,"3":3,"4":4,"5":5,"6":6,"7":7,"8":8,"9":9,"10":10,"s":"t"}""")]
    public void Body_ByTheRules_IsRead(string body) => Read(body);

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("[{}]")]
    [InlineData("\"s\"")]
    [InlineData("1")]
    [InlineData("{")]
    [InlineData("}")]
    [InlineData("{}{}")]
    [InlineData("{} x")]
    [InlineData("{}\0")]
    [InlineData("\uFEFF")]
    [InlineData("\uFEFF\uFEFF{}")]
    [InlineData("""{"s":"t",}""")]
    [InlineData("""{"s":"t"/**/}""")]
    [InlineData("""{s:"t"}""")]
    [InlineData("""{'s':'t'}""")]
    [InlineData("""{"s":NaN}""")]
    [InlineData("""{"s":01}""")]
    [InlineData("""{"s":"\x"}""")]
    [InlineData("""{"s":"\u12"}""")]
    [InlineData("{\"s\":\"a\nb\"}")]
    public void Body_NotOneObject_Is400(string body) => Refused(body);

    [Theory]
    [InlineData("""{"s":"t","s":"t"}""")]
    [InlineData("""{"s":"t","\u0073":"t"}""")]
    [InlineData("""{"\u0073":"t","s":"t"}""")]
    [InlineData("""{"s":null,"s":"t"}""")]
    [InlineData("""{"x":1,"x":1}""")]
    [InlineData("""{"x":{"y":1,"y":1}}""")]
    [InlineData("""{"x":[{"y":1,"y":1}]}""")]
    [InlineData("""{"x":1,"中":1,"\u4e2d":1}""")]
    [InlineData("""{"1":1,"2":2,"3":3,"4":4,"5":5,"6":6,"7":7,"8":8,"9":9,"1":10}""")]
    [InlineData("""{"1":1,"2":2,"3":3,"4":4,"5":5,"6":6,"7":7,"8":8,"9":9,"9":10}""")]
    public void Member_Twice_Is400(string body) => Assert.Contains("repeated", Refused(body), StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"s":"\ud800"}""")]
    [InlineData("""{"s":"\udc00"}""")]
    [InlineData("""{"s":"\ude00\ud83d"}""")]
    [InlineData("""{"s":"\ud800\ud800\udc00"}""")]
    [InlineData("""{"s":"\ud800\n\udc00"}""")]
    [InlineData("""{"s":"\ud800 udc00"}""")]
    [InlineData("""{"s":"\n\uD83D"}""")]
    [InlineData("""{"x":"\ud800"}""")]
    [InlineData("""{"x":["\ud800"]}""")]
    [InlineData("""{"x":{"y":"\ud800"}}""")]
    [InlineData("""{"\ud800":1}""")]
    [InlineData("""{"x":{"\ud800":1}}""")]
    public void Text_WithALoneSurrogate_Is400(string body) => Assert.Contains("surrogate", Refused(body), StringComparison.Ordinal);

    [Theory]
    [InlineData(new byte[] { 0xFF })]
    [InlineData(new byte[] { 0xC0, 0x80 })]
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 })]
    [InlineData(new byte[] { 0xE4, 0xB8 })]
    public void Body_NotUtf8_Is400(byte[] bytes)
    {
        byte[] body = [.. """{"x":" """u8, .. bytes, .. "\"}"u8];
        Assert.Contains("UTF-8", Refused(body), StringComparison.Ordinal);
    }

    [Fact]
    public void Body_DeeperThan64_Is400()
    {
        Read($$"""{"x":{{new string('[', 63)}}{{new string(']', 63)}}}""");
        Refused($$"""{"x":{{new string('[', 64)}}{{new string(']', 64)}}}""");
    }

    [Fact]
    public void Body_WithThousandsOfMembers_IsReadInItsLength()
    {
        var many = string.Join(',', Enumerable.Range(0, 50_000).Select(i => $"\"m{i}\":{i}"));
        Read($"{{{many}}}");
        Refused($"{{{many},\"m0\":0}}");
    }

    [Theory]
    [InlineData("""{"s":"a\"b\\\/\u4e2d"}""", "a\"b\\/中")]
    [InlineData("""{"s":""}""", "")]
    [InlineData("""{"s":null}""", null)]
    [InlineData("""{"\u0073":"t"}""", "t")]
    [InlineData("""{"S":"t"}""", null)]
    [InlineData("""{}""", null)]
    public void Text_IsRead(string body, string? expected)
    {
        Assert.Equal(expected, Read(body));
        Assert.Equal(expected, Value(body, static (ref JsonInput json) => json.Utf8Text() is { } bytes ? Encoding.UTF8.GetString(bytes) : null));
    }

    [Theory]
    [InlineData("1")]
    [InlineData("true")]
    [InlineData("{}")]
    [InlineData("[]")]
    public void Text_OfAnotherKind_Is400(string value)
    {
        Assert.Equal("s must be a string", Refused($$"""{"s":{{value}}}"""));
        Assert.Throws<KmsException>(() => Value($$"""{"s":{{value}}}""", static (ref JsonInput json) => json.Utf8Text()));
    }

    [Theory]
    [InlineData("0", 0)]
    [InlineData("30", 30)]
    [InlineData("-5", -5)]
    [InlineData("2147483647", int.MaxValue)]
    [InlineData("\"30\"", 30)]
    [InlineData("\"007\"", 7)]
    [InlineData("\"999999999\"", 999_999_999)]
    [InlineData("null", null)]
    public void Integer_IsRead(string value, int? expected) =>
        Assert.Equal(expected, Value($$"""{"s":{{value}}}""", static (ref JsonInput json) => json.Integer()));

    [Theory]
    [InlineData("30.0")]
    [InlineData("3e1")]
    [InlineData("2147483648")]
    [InlineData("99999999999999999999")]
    [InlineData("\"\"")]
    [InlineData("\"x\"")]
    [InlineData("\"-1\"")]
    [InlineData("\"+1\"")]
    [InlineData("\" 1\"")]
    [InlineData("\"1.0\"")]
    [InlineData("\"1234567890\"")]
    [InlineData("\"\\u0031\"")]
    [InlineData("true")]
    [InlineData("{}")]
    public void Integer_OfAnotherForm_Is400(string value) => Assert.Throws<KmsException>(
        () => Value($$"""{"s":{{value}}}""", static (ref JsonInput json) => json.Integer()));

    [Theory]
    [InlineData("true", true)]
    [InlineData("false", false)]
    [InlineData("null", null)]
    public void Boolean_IsRead(string value, bool? expected) =>
        Assert.Equal(expected, Value($$"""{"s":{{value}}}""", static (ref JsonInput json) => json.Boolean()));

    [Theory]
    [InlineData("1")]
    [InlineData("0")]
    [InlineData("\"true\"")]
    [InlineData("\"\"")]
    [InlineData("[]")]
    public void Boolean_OfAnotherForm_Is400(string value) => Assert.Throws<KmsException>(
        () => Value($$"""{"s":{{value}}}""", static (ref JsonInput json) => json.Boolean()));

    [Theory]
    [InlineData("1")]
    [InlineData("\"x\"")]
    [InlineData("[]")]
    [InlineData("false")]
    public void Object_OfAnotherKind_Is400(string value) => Assert.Throws<KmsException>(
        () => Value($$"""{"s":{{value}}}""", static (ref JsonInput json) => json.Object()));

    [Theory]
    [InlineData("\"\"", "")]
    [InlineData("\"aGVsbG8=\"", "68656C6C6F")]
    [InlineData("\"aGVsbG8\\u003d\"", "68656C6C6F")]
    [InlineData("\"++//\"", "FBEFFF")]
    [InlineData("\"\\u002b+\\/\\/\"", "FBEFFF")]
    [InlineData("\"AA==\"", "00")]
    [InlineData("null", null)]
    public void Base64_IsRead(string value, string? hex) => Assert.Equal(
        hex, Value($$"""{"s":{{value}}}""", static (ref JsonInput json) => json.Base64() is { } bytes ? Convert.ToHexString(bytes) : null));

    [Theory]
    [InlineData("\"aGVsbG8\"")]
    [InlineData("\"aGVsbG8==\"")]
    [InlineData("\"aGVsbG8 \"")]
    [InlineData("\"aGVs bG8=\"")]
    [InlineData("\"aGVs\\nbG8=\"")]
    [InlineData("\"aGVs    \"")]
    [InlineData("\"  \\n\\n\"")]
    [InlineData("\"-_-_\"")]
    [InlineData("\"A===\"")]
    [InlineData("\"====\"")]
    [InlineData("\"AA=A\"")]
    [InlineData("\"AAA=AAAA\"")]
    [InlineData("\"中中中中\"")]
    [InlineData("\"\\u4e2d\\u4e2dAA\"")]
    [InlineData("1")]
    [InlineData("[]")]
    public void Base64_OfAnotherForm_Is400(string value) => Assert.Throws<KmsException>(
        () => Value($$"""{"s":{{value}}}""", static (ref JsonInput json) => json.Base64()));

    private delegate T Reading<T>(ref JsonInput json);

    private static string? Read(string body) => Value(body, static (ref JsonInput json) => json.Text());

    private static T? Value<T>(string body, Reading<T> reading) => Value(Encoding.UTF8.GetBytes(body), reading);

    private static T? Value<T>(byte[] body, Reading<T> reading)
    {
        var value = default(T);
        var json = new JsonInput(body);
        var names = default(MemberNames);
        while (json.Next(ref names))
        {
            if (json.Is("s"u8))
            {
                value = reading(ref json);
            }
            else
            {
                json.Ignore();
            }
        }

        return value;
    }

    private static string Refused(string body) => Refused(Encoding.UTF8.GetBytes(body));

    private static string Refused(byte[] body)
    {
        var failure = Assert.ThrowsAny<Exception>(() => Value(body, static (ref JsonInput json) => json.Text()));
        Assert.True(failure is JsonException or KmsException { Code: KmsErrorCode.InvalidArgument }, failure.GetType().Name);
        Assert.Equal(400, ErrorTable.Of(failure).Code);
        return failure.Message;
    }
}
