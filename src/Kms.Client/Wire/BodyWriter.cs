using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Kms.Client.Wire;

/// <summary>Writes bodies into memory that is zeroed.</summary>
internal static class BodyWriter
{
    // Bodies go into no HTML page; base64's '+' stays one byte instead of six.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static SensitiveBuffer Write<T>(T body, JsonTypeInfo<T> type)
    {
        var buffer = new SensitiveBuffer();
        try
        {
            using var writer = new Utf8JsonWriter(buffer, Options);
            JsonSerializer.Serialize(writer, body, type);
            return buffer;
        }
        catch
        {
            buffer.Dispose();
            throw;
        }
    }
}
