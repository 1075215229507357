using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Kms.Grains.Abstractions.Errors;
using Kms.Grains.Storage;
using Kms.Testing.Logging;
using Kms.Testing.Storage;
using Orleans.Storage;

namespace Kms.Grains.Tests.Storage;

public sealed partial class RecordsTests
{
    private static readonly RecordId s_id = new(RecordKinds.Key, "root", "abc");
    private static readonly DocumentType<Note> s_type = new(2, NoteJson.Default.Note);

    private readonly MemoryStorage _storage = new();
    private readonly MacOnlyHsm _hsm = new();
    private readonly ListLogger<Records> _log = new();

    [Fact]
    public async Task Write_ThenRead_GivesTheDocument()
    {
        Assert.Equal(1, await WriteAsync(0, "one"));
        Assert.Equal(2, await WriteAsync(1, "two"));

        var read = await Sut.ReadAsync(s_id, s_type, default);

        Assert.Equal((2, "two"), (read!.Revision, read.Document.Text));
        Assert.Null(read.Unknown);
    }

    [Fact]
    public async Task Read_NoRecord_IsNull() => Assert.Null(await Sut.ReadAsync(s_id, s_type, default));

    [Fact]
    public async Task Write_StaleRevision_IsInconsistentAndWritesNothing()
    {
        await WriteAsync(0, "one");

        await Assert.ThrowsAsync<InconsistentStateException>(() => WriteAsync(0, "again"));
        await Assert.ThrowsAsync<InconsistentStateException>(() => WriteAsync(7, "never read"));

        Assert.Equal("one", (await Sut.ReadAsync(s_id, s_type, default))!.Document.Text);
    }

    [Fact]
    public async Task TryWrite_StaleRevision_IsFalse()
    {
        Assert.True(await Sut.TryWriteAsync(s_id, 0, null, new Note { Text = "one" }, null, s_type, default));
        Assert.False(await Sut.TryWriteAsync(s_id, 0, null, new Note { Text = "two" }, null, s_type, default));
    }

    [Fact]
    public async Task Write_FaultOfTheProvider_IsAStorageExceptionWithTheCauseOnly()
    {
        var cause = new TimeoutException("the cause");
        _storage.FailNextWrite(new InvalidOperationException("SELECT * FROM secrets", cause));

        var fault = await Assert.ThrowsAsync<StorageException>(() => WriteAsync(0, "one"));

        Assert.Same(cause, fault.InnerException);
        Assert.DoesNotContain("SELECT", fault.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"text\":\"one\"", "\"text\":\"One\"")]
    [InlineData("\"text\":\"one\"", "\"text\": \"one\"")]
    [InlineData("\"listed\":true", "\"listed\":false")]
    [InlineData("\"revision\":1", "\"revision\":2")]
    [InlineData("\"schema\":2", "\"schema\":1")]
    [InlineData("\"account\":\"root\"", "\"account\":\"else\"")]
    [InlineData("\"kind\":\"key\"", "\"kind\":\"secret\"")]
    [InlineData("\"id\":\"abc\"", "\"id\":\"abd\"")]
    [InlineData("\"macGeneration\":1", "\"macGeneration\":2")]
    public async Task Read_EditedRecord_IsRefusedAndLogged(string part, string replacement)
    {
        await WriteAsync(0, "one");
        _storage.Tamper(s_id, text => Replace(text!, part, replacement));

        await AssertRefusedAsync(StorageEvents.NotAuthentic);
    }

    [Fact]
    public async Task Read_RecordMovedToAnotherRow_IsRefusedThereAndNowhereElse()
    {
        await WriteAsync(0, "one");
        byte[]? copy = null;
        _storage.Tamper(s_id, text => copy = text);
        var other = s_id with { Id = "other" };
        _storage.Tamper(other, _ => copy);

        await Assert.ThrowsAsync<KmsException>(async () => await Sut.ReadAsync(other, s_type, default));
        await Assert.ThrowsAsync<KmsException>(async () => await Sut.ReadManyAsync(s_id.Kind, s_id.Account, ["other"], s_type, default));
        Assert.Equal("one", (await Sut.ReadAsync(s_id, s_type, default))!.Document.Text);
    }

    [Fact]
    public async Task Read_NoJson_IsRefusedAndLogged()
    {
        await WriteAsync(0, "one");
        _storage.Tamper(s_id, _ => "{ no record"u8.ToArray());

        await AssertRefusedAsync(StorageEvents.Damaged);
    }

    [Fact]
    public async Task Read_HigherSchema_IsRefusedAndLogged()
    {
        await Sut.WriteAsync(s_id, 0, null, new Note { Text = "later" }, null, s_type with { Schema = 3 });

        await AssertRefusedAsync(StorageEvents.HigherSchema);
    }

    [Fact]
    public async Task Read_OlderBindingGeneration_IsVerifiedUnderIt()
    {
        await WriteAsync(0, "one");
        _hsm.BindingGeneration = 2;

        Assert.Equal("one", (await Sut.ReadAsync(s_id, s_type, default))!.Document.Text);
        await WriteAsync(1, "two");
        Assert.Equal("two", (await Sut.ReadAsync(s_id, s_type, default))!.Document.Text);
    }

    [Fact]
    public async Task UnknownMembers_OfEnvelopeAndDocument_AreKept()
    {
        var later = JsonSerializer.Deserialize<Note>("""{"text":"one","added":[1]}""", NoteJson.Default.Note)!;
        await Sut.WriteAsync(s_id, 0, null, later, null, s_type);
        _storage.Tamper(s_id, text => [.. text![..^1], .. ""","envelope":{"x":1}}"""u8]);

        var read = (await Sut.ReadAsync(s_id, s_type, default))!;
        await Sut.WriteAsync(s_id, 1, null, read.Document, read.Unknown, s_type);

        read = (await Sut.ReadAsync(s_id, s_type, default))!;
        Assert.Equal("""{"x":1}""", read.Unknown!["envelope"].GetRawText());
        Assert.Equal("[1]", read.Document.Unknown!["added"].GetRawText());
    }

    [Fact]
    public async Task ReadMany_SomeMissing_LeavesThemOut()
    {
        await WriteAsync(0, "one");

        var read = await Sut.ReadManyAsync(s_id.Kind, s_id.Account, ["abc", "none"], s_type, default);

        Assert.Equal(["abc"], read.Keys);
    }

    [Theory]
    [InlineData("a\0b", "")]
    [InlineData("", "\0")]
    public async Task Write_NulInTheCatalogue_IsRefused(string name, string description)
    {
        var entry = Entry() with { Name = name, Description = description };

        var refusal = await Assert.ThrowsAsync<KmsException>(() => Sut.WriteAsync(s_id, 0, entry, new Note { Text = "one" }, null, s_type));

        Assert.Equal(KmsErrorCode.InvalidArgument, refusal.Code);
        Assert.Null(await Sut.ReadAsync(s_id, s_type, default));
    }

    [Fact]
    public void Index_Entry_IsTheGoldenText() => Assert.Equal(
        """{"listed":true,"createdMicroseconds":5,"name":"n\u0022\u00FC","description":"","spec":1,"state":2,"rotationDays":3,"deleteAtMicroseconds":null,"bucket":63,"wakeAtMicroseconds":9,"protection":1}""",
        Encoding.UTF8.GetString(StorageJson.WriteIndex(Entry()).Span));

    private Records Sut => new(_storage, _storage, _hsm, _log);

    private static CatalogEntry Entry() => new()
    {
        Listed = true,
        CreatedMicroseconds = 5,
        Name = "n\"ü",
        Spec = 1,
        State = 2,
        RotationDays = 3,
        Bucket = 63,
        WakeAtMicroseconds = 9,
        Protection = 1,
    };

    private Task<long> WriteAsync(long expected, string text) =>
        Sut.WriteAsync(s_id, expected, Entry(), new Note { Text = text }, null, s_type);

    private async Task AssertRefusedAsync(int eventId)
    {
        var refusal = await Assert.ThrowsAsync<KmsException>(async () => await Sut.ReadAsync(s_id, s_type, default));

        Assert.Equal(KmsErrorCode.Internal, refusal.Code);
        Assert.Equal(eventId, _log.Entries[^1].Id.Id);
    }

    private static byte[] Replace(byte[] text, string part, string replacement)
    {
        var before = Encoding.UTF8.GetString(text);
        Assert.Contains(part, before, StringComparison.Ordinal);
        return Encoding.UTF8.GetBytes(before.Replace(part, replacement, StringComparison.Ordinal));
    }

    internal sealed record Note
    {
        public required string Text { get; init; }

        [JsonExtensionData]
        public Dictionary<string, JsonElement>? Unknown { get; set; }
    }

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
    [JsonSerializable(typeof(Note))]
    internal sealed partial class NoteJson : JsonSerializerContext;
}
