using System.Text.Encodings.Web;
using System.Text.Json;
using Kms.Cli.Output;
using Kms.Client.Wire;

namespace Kms.Cli.Calls;

/// <summary>Copies a result to the output, without the members that carry plaintext or secrets unless they were asked for.</summary>
internal static class ResultText
{
    public const string Placeholder = "(hidden: --reveal shows it)";

    public static void Print(ReadOnlySpan<byte> result, bool reveal, Printer printer)
    {
        using var buffer = new SensitiveBuffer();
        var options = new JsonWriterOptions { Indented = !printer.IsJson, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        using (var json = new Utf8JsonWriter(buffer, options)) Copy(result.IsEmpty ? "{}"u8 : result, json, reveal);
        printer.Json(buffer.Written.Span);
    }

    private static void Copy(ReadOnlySpan<byte> result, Utf8JsonWriter json, bool reveal)
    {
        var reader = new Utf8JsonReader(result);
        var hide = false;
        while (reader.Read())
        {
            var isHidden = hide;
            hide = !reveal && reader.TokenType == JsonTokenType.PropertyName
                && (reader.ValueTextEquals("plaintext"u8) || reader.ValueTextEquals("secretData"u8));
            if (isHidden)
            {
                reader.Skip();
                json.WriteStringValue(Placeholder);
            }
            else
            {
                CopyToken(ref reader, json);
            }
        }
    }

    private static void CopyToken(ref Utf8JsonReader reader, Utf8JsonWriter json)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject: json.WriteStartObject(); break;
            case JsonTokenType.EndObject: json.WriteEndObject(); break;
            case JsonTokenType.StartArray: json.WriteStartArray(); break;
            case JsonTokenType.EndArray: json.WriteEndArray(); break;
            case JsonTokenType.PropertyName: json.WritePropertyName(reader.GetString()!); break;
            case JsonTokenType.String: CopyString(ref reader, json); break;
            default: json.WriteRawValue(reader.ValueSpan); break;
        }
    }

    private static void CopyString(ref Utf8JsonReader reader, Utf8JsonWriter json)
    {
        using var text = new SensitiveBuffer(reader.ValueSpan.Length + 1);
        text.Advance(reader.CopyString(text.GetSpan(reader.ValueSpan.Length)));
        json.WriteStringValue(text.Written.Span);
    }
}
