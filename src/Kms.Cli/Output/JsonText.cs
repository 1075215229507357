using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Kms.Client.Errors;
using Kms.Client.Wire;

namespace Kms.Cli.Output;

/// <summary>Writes JSON through memory that is zeroed, one object a line.</summary>
internal static class JsonText
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(Stream output, ReadOnlySpan<Field> fields)
    {
        using var buffer = new SensitiveBuffer();
        using (var json = new Utf8JsonWriter(buffer, Options)) WriteObject(json, fields);
        WriteLine(output, buffer);
    }

    public static void WriteList(Stream output, IReadOnlyList<Field[]> rows, int totalCount)
    {
        using var buffer = new SensitiveBuffer();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteStartArray("items");
            foreach (var row in rows) WriteObject(json, row);
            json.WriteEndArray();
            json.WriteNumber("totalCount", totalCount);
            json.WriteEndObject();
        }
        WriteLine(output, buffer);
    }

    public static void WriteRefusal(TextWriter error, KmsApiException refusal) => WriteError(error, refusal.Status, refusal.Message, json =>
    {
        json.WriteNumber("code", refusal.Code);
        json.WriteString("requestId", refusal.RequestId);
        json.WriteStartArray("details");
        foreach (var detail in refusal.Details)
        {
            json.WriteStartObject();
            foreach (var (name, value) in detail) json.WriteString(name, value);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    });

    public static void WriteError(TextWriter error, string status, string message, Action<Utf8JsonWriter>? more = null)
    {
        using var buffer = new SensitiveBuffer();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteStartObject("error");
            json.WriteString("status", status);
            json.WriteString("message", message);
            more?.Invoke(json);
            json.WriteEndObject();
            json.WriteEndObject();
        }
        error.WriteLine(Encoding.UTF8.GetString(buffer.Written.Span));
    }

    public static void WriteObject(Utf8JsonWriter json, ReadOnlySpan<Field> fields)
    {
        json.WriteStartObject();
        foreach (var field in fields) WriteMember(json, field);
        json.WriteEndObject();
    }

    private static void WriteMember(Utf8JsonWriter json, Field field)
    {
        if (field.Value is Hidden) return;
        json.WritePropertyName(field.Name);
        switch (field.Value)
        {
            case null: json.WriteNullValue(); break;
            case bool yes: json.WriteBooleanValue(yes); break;
            case int number: json.WriteNumberValue(number); break;
            case long number: json.WriteNumberValue(number); break;
            case double number: json.WriteNumberValue(Math.Round(number, 3)); break;
            case Utf8Text text: json.WriteStringValue(text.Bytes); break;
            case string text: json.WriteStringValue(text); break;
            case DateTimeOffset instant: json.WriteStringValue(InstantConverter.Format(instant)); break;
            case Enum value: json.WriteStringValue(Words.Of(value)); break;
            default: throw new InvalidOperationException($"{field.Value.GetType()} is not a printable value");
        }
    }

    private static void WriteLine(Stream output, SensitiveBuffer buffer)
    {
        output.Write(buffer.Written.Span);
        output.WriteByte((byte)'\n');
        output.Flush();
    }
}
