using System.Diagnostics.CodeAnalysis;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.ObjectPool;

namespace Kms.Gateway.Wire;

/// <summary>
/// Writes the one JSON object of a reply into memory that is zeroed afterwards, so that the length is known and a
/// failure halfway leaves nothing on the connection. Reused from request to request.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "Disposing of the JSON writer would only reset it, which is done for every request.")]
internal sealed class ReplyWriter : IResettable
{
    private const int UsualLength = 1024;

    // '+' in base64 and everything outside ASCII go out as they are; no browser renders this.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly SecretBuffer _buffer = new();
    private readonly Utf8JsonWriter _json;

    /// <summary>Makes a writer.</summary>
    public ReplyWriter() => _json = new Utf8JsonWriter(_buffer, Options);

    /// <summary>The reply, once it is ended.</summary>
    public ReadOnlyMemory<byte> Body => _buffer.Written;

    /// <summary>Begins a success; the members of <c>result</c> follow.</summary>
    public Utf8JsonWriter BeginResult(string requestId)
    {
        Begin(requestId);
        _json.WriteStartObject("result"u8);
        return _json;
    }

    /// <summary>Ends a success.</summary>
    public void EndResult()
    {
        _json.WriteEndObject();
        _json.WriteEndObject();
        _json.Flush();
    }

    /// <summary>Writes a refusal in place of whatever has been begun.</summary>
    public void WriteError(string requestId, in WireError error)
    {
        Begin(requestId);
        _json.WriteStartObject("error"u8);
        _json.WriteNumber("code"u8, error.Code);
        _json.WriteString("status"u8, error.Status);
        _json.WriteString("message"u8, error.Message);
        _json.WriteStartArray("details"u8);
        _json.WriteEndArray();
        _json.WriteEndObject();
        _json.WriteEndObject();
        _json.Flush();
    }

    /// <summary>Zeroes the memory and gives it back.</summary>
    public bool TryReset()
    {
        _json.Reset();
        return _buffer.TryReset();
    }

    private void Begin(string requestId)
    {
        _json.Reset();
        _buffer.Clear();
        _buffer.Reserve(UsualLength);
        _json.WriteStartObject();
        _json.WriteString("requestId"u8, requestId);
    }
}
