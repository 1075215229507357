using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Kms.Grains.Storage;

/// <summary>
/// The stored form of a record, one JSON object:
/// <c>{"schema", "kind", "account", "id", "revision", "macGeneration", "mac", "index", "doc"}</c>, and whatever members
/// a later version may have added.
/// </summary>
/// <remarks>
/// <c>index</c> and <c>doc</c> pass through as raw text in both directions, because the MAC covers the text and not its
/// meaning. Reading is strict: a missing, repeated or mistyped member is a <see cref="JsonException"/>.
/// </remarks>
internal static class StoredRecordFormat
{
    private const int EnvelopeBytes = 512;

    /// <summary>Writes a record.</summary>
    public static byte[] Write(StoredRecord record)
    {
        var buffer = new ArrayBufferWriter<byte>(EnvelopeBytes + record.Index.Length + record.Doc.Length);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("schema", record.Schema);
            json.WriteString("kind", record.Id.Kind);
            json.WriteString("account", record.Id.Account);
            json.WriteString("id", record.Id.Id);
            json.WriteNumber("revision", record.Revision);
            json.WriteNumber("macGeneration", record.MacGeneration);
            json.WriteBase64String("mac", record.Mac);
            json.WritePropertyName("index");
            json.WriteRawValue(record.Index.Span, skipInputValidation: true);
            json.WritePropertyName("doc");
            json.WriteRawValue(record.Doc.Span, skipInputValidation: true);
            WriteUnknown(json, record.Unknown);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Reads a record. Its <c>index</c> and <c>doc</c> are slices of <paramref name="text"/>.</summary>
    /// <exception cref="JsonException">The text is not a record.</exception>
    public static StoredRecord Read(ReadOnlyMemory<byte> text)
    {
        try
        {
            var reader = new Utf8JsonReader(text.Span);
            var members = new StoredRecordMembers(text);
            Expect(reader.Read() && reader.TokenType == JsonTokenType.StartObject);
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                members.ReadMember(ref reader);
            }

            Expect(reader.TokenType == JsonTokenType.EndObject && !reader.Read());
            return members.ToRecord();
        }
        catch (Exception e) when (e is InvalidOperationException or FormatException)
        {
            // The reader's answer to a member of another type than the expected one.
            throw new JsonException("A stored record has a member of the wrong type.", e);
        }
    }

    /// <summary>Ends the reading of what is no record.</summary>
    public static void Expect(bool condition)
    {
        if (!condition)
        {
            throw new JsonException("A stored record is malformed.");
        }
    }

    private static void WriteUnknown(Utf8JsonWriter json, Dictionary<string, JsonElement>? unknown)
    {
        foreach (var (name, value) in unknown ?? [])
        {
            json.WritePropertyName(name);
            json.WriteRawValue(JsonMarshal.GetRawUtf8Value(value), skipInputValidation: true);
        }
    }
}
