using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Kms.Client.Errors;
using Kms.Client.Wire;

namespace Kms.Client;

/// <summary>The successful reply of one call. It may hold plaintext or secrets: dispose it, and its bytes are zeroed.</summary>
public sealed class KmsReply : IDisposable
{
    private readonly SensitiveBuffer _json;

    internal KmsReply(SensitiveBuffer json, Envelope envelope, HttpStatusCode status)
    {
        _json = json;
        RequestId = envelope.RequestId;
        StatusCode = status;
        Result = json.Written[envelope.Result];
    }

    /// <summary>The HTTP status, 200 or 202.</summary>
    public HttpStatusCode StatusCode { get; }

    /// <summary>The name under which the service logged the request.</summary>
    public string RequestId { get; }

    /// <summary>The member <c>result</c> as UTF-8 JSON, valid until the reply is disposed; empty when there was none.</summary>
    public ReadOnlyMemory<byte> Result { get; private set; }

    /// <summary>Zeroes the reply.</summary>
    public void Dispose()
    {
        Result = default;
        _json.Dispose();
    }

    /// <summary>Status and request id: what the reply carries is never printed.</summary>
    public override string ToString() => $"{(int)StatusCode} {RequestId}";

    internal T Read<T>(JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(Result.Span, type) ?? throw Unreadable(null);
        }
        catch (JsonException exception)
        {
            throw Unreadable(exception);
        }
    }

    internal KmsUnavailableException Unreadable(Exception? inner) =>
        new($"request {RequestId}: the result is not of the form this operation has", inner);
}
