using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Kms.Client.Keys;
using Kms.Client.Secrets;

namespace Kms.Client.Wire;

/// <summary><c>keyStatus</c>: 0 enabled, 1 disabled, 2 scheduled for deletion.</summary>
internal sealed class KeyStateConverter : JsonConverter<KeyState>
{
    public override KeyState Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetInt32() switch
    {
        0 => KeyState.Enabled,
        1 => KeyState.Disabled,
        2 => KeyState.PendingDeletion,
        _ => KeyState.Unknown,
    };

    public override void Write(Utf8JsonWriter writer, KeyState value, JsonSerializerOptions options) => throw new NotSupportedException();
}

/// <summary><c>secretStatus</c>: 0 enabled, 1 disabled.</summary>
internal sealed class SecretStateConverter : JsonConverter<SecretState>
{
    public override SecretState Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetInt32() switch
    {
        0 => SecretState.Enabled,
        1 => SecretState.Disabled,
        _ => SecretState.Unknown,
    };

    public override void Write(Utf8JsonWriter writer, SecretState value, JsonSerializerOptions options) => throw new NotSupportedException();
}

/// <summary><c>keyType</c>: 0 AES-256, 1 RSA-2048, 3 SM3-HMAC, 4 SM4; absent: unknown.</summary>
internal sealed class KeySpecConverter : JsonConverter<KeySpec>
{
    public override KeySpec Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetInt32() switch
    {
        0 => KeySpec.Aes256,
        1 => KeySpec.Rsa2048,
        3 => KeySpec.Sm3Hmac,
        4 => KeySpec.Sm4,
        _ => KeySpec.Unknown,
    };

    public override void Write(Utf8JsonWriter writer, KeySpec value, JsonSerializerOptions options) => writer.WriteNumberValue(value switch
    {
        KeySpec.Aes256 => 0,
        KeySpec.Rsa2048 => 1,
        KeySpec.Sm3Hmac => 3,
        KeySpec.Sm4 => 4,
        _ => throw new ArgumentOutOfRangeException(nameof(value), value, "not a key spec"),
    });
}

/// <summary>An instant in UTC seconds; absent, empty and year 0001 all mean that there is none.</summary>
internal sealed class InstantConverter : JsonConverter<DateTimeOffset?>
{
    private const string Form = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    public static string Format(DateTimeOffset instant) => instant.UtcDateTime.ToString(Form, CultureInfo.InvariantCulture);

    public override DateTimeOffset? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = reader.GetString();
        if (string.IsNullOrEmpty(text)) return null;
        const DateTimeStyles styles = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, styles, out var instant)) throw new JsonException("not an instant");
        return instant.Year == 1 ? null : instant;
    }

    public override void Write(Utf8JsonWriter writer, DateTimeOffset? value, JsonSerializerOptions options)
    {
        if (value is { } instant) writer.WriteStringValue(Format(instant));
        else writer.WriteStringValue("");
    }
}

/// <summary>Text that must not become a string: a JSON string read to and written from UTF-8 bytes.</summary>
internal sealed class Utf8TextConverter : JsonConverter<byte[]>
{
    public override byte[]? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Null) return null;
        if (reader.TokenType != JsonTokenType.String) throw new JsonException("not a string");
        using var scratch = new SensitiveBuffer(reader.ValueSpan.Length + 1);
        scratch.Advance(reader.CopyString(scratch.GetSpan(reader.ValueSpan.Length)));
        return scratch.Written.ToArray();
    }

    public override void Write(Utf8JsonWriter writer, byte[] value, JsonSerializerOptions options)
    {
        // The writer's own refusal would print the bytes.
        if (!Utf8.IsValid(value)) throw new ArgumentException("the text is not UTF-8");
        writer.WriteStringValue(value);
    }
}
