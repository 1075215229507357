using System.Net;
using System.Text.Json;
using Kms.Client.Errors;

namespace Kms.Client.Wire;

/// <summary>The frame of every reply: <c>{"requestId": "…", "result": {…}}</c> or <c>{"requestId": "…", "error": {…}}</c>.</summary>
/// <param name="RequestId">Empty when absent.</param>
/// <param name="Result">Where in the reply the result's JSON is; empty when absent or null.</param>
/// <param name="Error">Null when there is none.</param>
internal sealed record Envelope(string RequestId, Range Result, WireError? Error)
{
    /// <summary>Parses a reply.</summary>
    /// <exception cref="JsonException">It is not a JSON object, or a member has the wrong kind.</exception>
    public static Envelope Read(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        Expect(reader.Read() && reader.TokenType == JsonTokenType.StartObject);
        var requestId = "";
        Range result = default;
        WireError? error = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("requestId"u8)) requestId = JsonSerializer.Deserialize(ref reader, WireJson.Default.String) ?? "";
            else if (reader.ValueTextEquals("result"u8)) result = Skip(ref reader);
            else if (reader.ValueTextEquals("error"u8)) error = JsonSerializer.Deserialize(ref reader, WireJson.Default.WireError);
            else reader.Skip();
        }
        Expect(reader.TokenType == JsonTokenType.EndObject && !reader.Read());
        return new Envelope(requestId, result, error);
    }

    /// <summary>The exception that the reply stands for, or null when it is a success.</summary>
    public KmsApiException? Failure(HttpStatusCode status, TimeSpan? retryAfter)
    {
        if (Error is null && (int)status is >= 200 and < 300) return null;
        return new KmsApiException(Error?.Message ?? $"the service answered {(int)status} without saying why")
        {
            StatusCode = status,
            Code = Error?.Code ?? (int)status,
            Status = Error?.Status ?? "",
            Details = Error?.Details ?? [],
            RequestId = RequestId,
            RetryAfter = retryAfter,
        };
    }

    private static Range Skip(ref Utf8JsonReader reader)
    {
        Expect(reader.Read());
        var start = (int)reader.TokenStartIndex;
        var isNull = reader.TokenType == JsonTokenType.Null;
        reader.Skip();
        return isNull ? default : start..(int)reader.BytesConsumed;
    }

    private static void Expect(bool condition)
    {
        if (!condition) throw new JsonException("not a reply of the service");
    }
}

/// <summary>The member <c>error</c> of a reply.</summary>
internal sealed record WireError
{
    public int? Code { get; init; }

    public string? Status { get; init; }

    public string? Message { get; init; }

    public List<Dictionary<string, string>>? Details { get; init; }
}
