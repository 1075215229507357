using System.Text;
using System.Text.Json;
using CsCheck;
using Kms.Grains.Storage;

namespace Kms.Grains.Tests.Storage;

public sealed class StoredRecordFormatTests
{
    private const string Golden =
        """{"schema":3,"kind":"key","account":"root","id":"abc","revision":7,"macGeneration":2,"mac":"AQID","index":{"listed":true},"doc":{ "a" : [1, "\u0000"] }}""";

    [Fact]
    public void Write_Record_IsTheGoldenText() =>
        Assert.Equal(Golden, Encoding.UTF8.GetString(StoredRecordFormat.Write(Record())));

    [Fact]
    public void Read_GoldenText_GivesTheRawTexts()
    {
        var record = StoredRecordFormat.Read(Encoding.UTF8.GetBytes(Golden));

        Assert.Equal((3, new RecordId("key", "root", "abc"), 7L, 2), (record.Schema, record.Id, record.Revision, record.MacGeneration));
        Assert.Equal([1, 2, 3], record.Mac);
        Assert.Equal("""{"listed":true}""", Encoding.UTF8.GetString(record.Index.Span));
        Assert.Equal("""{ "a" : [1, "\u0000"] }""", Encoding.UTF8.GetString(record.Doc.Span));
        Assert.Null(record.Unknown);
    }

    [Fact]
    public void Read_UnknownMembers_AreWrittenAgain()
    {
        var text = Golden[..^1] + ""","later":{"x":[1,2]},"other":null}""";

        var record = StoredRecordFormat.Read(Encoding.UTF8.GetBytes(text));

        Assert.Equal(["later", "other"], record.Unknown!.Keys.Order());
        Assert.Equal(text, Encoding.UTF8.GetString(StoredRecordFormat.Write(record)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"schema":1}""")]
    public void Read_NoRecord_IsRefused(string text) =>
        Assert.ThrowsAny<JsonException>(() => { StoredRecordFormat.Read(Encoding.UTF8.GetBytes(text)); });

    [Theory]
    [InlineData("\"schema\":3", "\"schema\":3.5")]
    [InlineData("\"schema\":3", "\"schema\":\"3\"")]
    [InlineData("\"schema\":3", "\"schema\":99999999999")]
    [InlineData("\"kind\":\"key\"", "\"kind\":null")]
    [InlineData("\"kind\":\"key\"", "\"kind\":1")]
    [InlineData("\"id\":\"abc\"", "\"id\":\"abc\",\"id\":\"abd\"")]
    [InlineData("\"mac\":\"AQID\"", "\"mac\":\"?\"")]
    [InlineData("\"mac\":\"AQID\"", "\"mac\":null")]
    [InlineData("\"doc\":{", "\"doc\":{},\"doc\":{")]
    [InlineData("\"doc\":{", "\"x\":1,\"x\":1,\"doc\":{")]
    [InlineData("}}", "}")]
    [InlineData("}}", "}}{}")]
    [InlineData("}}", "}},")]
    public void Read_MalformedMember_IsRefused(string part, string replacement)
    {
        var end = Golden.LastIndexOf(part, StringComparison.Ordinal);
        var text = Golden[..end] + replacement + Golden[(end + part.Length)..];

        Assert.ThrowsAny<JsonException>(() => { StoredRecordFormat.Read(Encoding.UTF8.GetBytes(text)); });
    }

    [Fact]
    public void Read_AnyTruncation_IsRefused()
    {
        var text = Encoding.UTF8.GetBytes(Golden);
        for (var length = 0; length < text.Length; length++)
        {
            Assert.ThrowsAny<JsonException>(() => { StoredRecordFormat.Read(text.AsMemory(0, length)); });
        }
    }

    [Fact]
    public void Record_AnyContents_SurvivesTheRoundTrip() =>
        Gen.Select(Gen.Int, Gen.Long, Gen.Byte.Array, Gen.String, Gen.String).Sample((schema, revision, mac, id, value) =>
        {
            var record = Record() with
            {
                Schema = schema,
                Revision = revision,
                Mac = mac,
                Id = new RecordId("key", "root", WellFormed(id)),
                Doc = JsonSerializer.SerializeToUtf8Bytes(value),
            };

            var read = StoredRecordFormat.Read(StoredRecordFormat.Write(record));

            Assert.Equal((record.Schema, record.Revision, record.Id), (read.Schema, read.Revision, read.Id));
            Assert.Equal(record.Mac, read.Mac);
            Assert.Equal(record.Doc.ToArray(), read.Doc.ToArray());
        });

    [Fact]
    public void ToString_Record_ShowsNoDocument() => Assert.Equal("key root/abc revision 7", Record().ToString());

    /// <summary>JSON cannot carry a lone surrogate.</summary>
    private static string WellFormed(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    private static StoredRecord Record() => new()
    {
        Schema = 3,
        Id = new RecordId("key", "root", "abc"),
        Revision = 7,
        MacGeneration = 2,
        Mac = [1, 2, 3],
        Index = """{"listed":true}"""u8.ToArray(),
        Doc = """{ "a" : [1, "\u0000"] }"""u8.ToArray(),
    };
}
