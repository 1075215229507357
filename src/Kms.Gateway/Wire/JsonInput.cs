using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Kms.Grains.Abstractions.Errors;

namespace Kms.Gateway.Wire;

/// <summary>
/// Reads a body by strict rules: UTF-8 (a byte order mark is tolerated), one object and nothing after it, no member
/// twice at any depth, no lone surrogates; null is the same as absent; names are case-sensitive.
/// </summary>
/// <remarks>
/// The methods that read a value return null for JSON's null and refuse every other kind than their own. What is read
/// is named in refusals by the member it came in.
/// </remarks>
internal ref struct JsonInput
{
    private readonly ReadOnlySpan<byte> _body;
    private Utf8JsonReader _json;
    private ReadOnlySpan<byte> _member;

    /// <summary>Stands before the first member of the body's object.</summary>
    /// <exception cref="KmsException">The body is not UTF-8 or does not begin with an object.</exception>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public JsonInput(ReadOnlySpan<byte> bytes)
    {
        _body = bytes.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes;
        if (!Utf8.IsValid(_body))
        {
            throw Invalid.Argument("the body is not UTF-8");
        }

        _json = new Utf8JsonReader(_body);
        _json.Read();
        if (_json.TokenType != JsonTokenType.StartObject)
        {
            throw Invalid.Argument("the body is not a JSON object");
        }
    }

    /// <summary>Goes to the value of the next member of the object that <paramref name="names"/> belongs to.</summary>
    /// <returns>False at the object's end; at the end of the outermost one the body has been checked to end too.</returns>
    public bool Next(ref MemberNames names)
    {
        _json.Read();
        if (_json.TokenType == JsonTokenType.EndObject)
        {
            return _json.CurrentDepth == 0 && _json.Read();
        }

        CheckString();
        if (!names.TryAdd(ref _json, _body))
        {
            throw Invalid.Argument("a member of the body is repeated");
        }

        _member = _json.ValueIsEscaped ? Encoding.UTF8.GetBytes(_json.GetString()!) : _json.ValueSpan;
        _json.Read();
        return true;
    }

    /// <summary>Whether the member has this name.</summary>
    public readonly bool Is(ReadOnlySpan<byte> name) => _member.SequenceEqual(name);

    /// <summary>Steps over a value that nobody asked for; it has to obey the rules all the same.</summary>
    public void Ignore()
    {
        switch (_json.TokenType)
        {
            case JsonTokenType.StartObject:
                var names = default(MemberNames);
                while (Next(ref names))
                {
                    Ignore();
                }

                break;
            case JsonTokenType.StartArray:
                while (_json.Read() && _json.TokenType != JsonTokenType.EndArray)
                {
                    Ignore();
                }

                break;
            case JsonTokenType.String:
                CheckString();
                break;
        }
    }

    /// <summary>Enters an object; its members follow.</summary>
    /// <returns>False for null.</returns>
    public readonly bool Object() => _json.TokenType switch
    {
        JsonTokenType.StartObject => true,
        JsonTokenType.Null => false,
        _ => throw Wrong("an object"),
    };

    /// <summary>A text that is not secret.</summary>
    public readonly string? Text()
    {
        if (!IsString())
        {
            return null;
        }

        return _json.GetString();
    }

    /// <summary>A text as UTF-8 in memory of its own length.</summary>
    public readonly byte[]? Utf8Text()
    {
        if (!IsString())
        {
            return null;
        }

        if (!_json.ValueIsEscaped)
        {
            return _json.ValueSpan.ToArray();
        }

        var scratch = ArrayPool<byte>.Shared.Rent(_json.ValueSpan.Length);
        var written = 0;
        try
        {
            written = _json.CopyString(scratch);
            return scratch[..written];
        }
        finally
        {
            scratch.AsSpan(0, written).Clear();
            ArrayPool<byte>.Shared.Return(scratch);
        }
    }

    /// <summary>Bytes in base64: the standard alphabet with padding and without whitespace (RFC 4648, section 4).</summary>
    public readonly byte[]? Base64()
    {
        if (!IsString())
        {
            return null;
        }

        if (!_json.ValueIsEscaped)
        {
            return Decode(_json.ValueSpan);
        }

        // Gson writes the padding as \u003d.
        var scratch = ArrayPool<byte>.Shared.Rent(_json.ValueSpan.Length);
        var written = 0;
        try
        {
            written = _json.CopyString(scratch);
            return Decode(scratch.AsSpan(0, written));
        }
        finally
        {
            scratch.AsSpan(0, written).Clear();
            ArrayPool<byte>.Shared.Return(scratch);
        }
    }

    /// <summary>A whole number: a JSON number without fraction or exponent, or 1 to 9 digits in a string.</summary>
    public readonly int? Integer()
    {
        var value = 0;
        return _json.TokenType switch
        {
            JsonTokenType.Null => null,
            JsonTokenType.Number when _json.TryGetInt32(out value) => value,
            JsonTokenType.String when !_json.ValueIsEscaped && Digits.TryParse(_json.ValueSpan, out value) => value,
            _ => throw Wrong("a whole number"),
        };
    }

    /// <summary>True or false.</summary>
    public readonly bool? Boolean() => _json.TokenType switch
    {
        JsonTokenType.Null => null,
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        _ => throw Wrong("true or false"),
    };

    private readonly byte[] Decode(ReadOnlySpan<byte> text)
    {
        if (text.Length % 4 != 0)
        {
            throw Wrong("base64");
        }

        // The framework's decoder steps over whitespace, and then writes less than this length tells.
        var padding = text.EndsWith("=="u8) ? 2 : text.EndsWith("="u8) ? 1 : 0;
        var bytes = new byte[(text.Length / 4 * 3) - padding];
        var status = System.Buffers.Text.Base64.DecodeFromUtf8(text, bytes, out _, out var written);
        return status == OperationStatus.Done && written == bytes.Length ? bytes : throw Wrong("base64");
    }

    private readonly bool IsString()
    {
        if (_json.TokenType == JsonTokenType.Null)
        {
            return false;
        }

        if (_json.TokenType != JsonTokenType.String)
        {
            throw Wrong("a string");
        }

        CheckString();
        return true;
    }

    private readonly void CheckString()
    {
        if (_json.ValueIsEscaped && !JsonEscapes.ArePaired(_json.ValueSpan))
        {
            throw Invalid.Argument("a string of the body holds half of a surrogate pair");
        }
    }

    private readonly KmsException Wrong(string expected) =>
        Invalid.Argument($"{Encoding.UTF8.GetString(_member)} must be {expected}");
}
