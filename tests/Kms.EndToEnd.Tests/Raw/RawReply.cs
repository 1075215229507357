using System.Text.Json;

namespace Kms.EndToEnd.Tests.Raw;

/// <summary>A reply, as it came.</summary>
internal sealed record RawReply(int Status, IReadOnlyDictionary<string, string> Headers, string Body)
{
    /// <summary>The member <c>result</c> of a success.</summary>
    public JsonElement Result => JsonDocument.Parse(Body).RootElement.GetProperty("result");

    /// <summary>Fails unless status and envelope are a refusal of this kind, as every SDK can read it.</summary>
    public void AssertRefused(int status, string word)
    {
        Assert.True(Status == status, $"{Status} instead of {status}: {Body}");
        Assert.Equal("application/json; charset=utf-8", Headers["Content-Type"]);
        JsonElement root = JsonDocument.Parse(Body).RootElement;
        Assert.Equal(Headers["x-jdcloud-request-id"], root.GetProperty("requestId").GetString());
        JsonElement error = root.GetProperty("error");
        Assert.Equal(status, error.GetProperty("code").GetInt32());
        Assert.Equal(word, error.GetProperty("status").GetString());
        Assert.Equal(JsonValueKind.Array, error.GetProperty("details").ValueKind);
    }

    /// <summary>Fails unless the request was done.</summary>
    public void AssertDone(int status = 200) => Assert.True(Status == status, $"{Status} instead of {status}: {Body}");
}
