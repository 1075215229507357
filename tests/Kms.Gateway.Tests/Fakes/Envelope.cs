using System.Text.Json;
using System.Text.RegularExpressions;

namespace Kms.Gateway.Tests.Fakes;

/// <summary>What every reply has to be, whatever it says.</summary>
internal static partial class Envelope
{
    /// <summary>Checks the envelope of a success.</summary>
    /// <returns>The result.</returns>
    public static JsonElement Result(Reply reply)
    {
        var root = Root(reply);
        Assert.InRange(reply.Status, 200, 202);
        Assert.Equal(["requestId", "result"], root.EnumerateObject().Select(member => member.Name));
        Assert.Equal(JsonValueKind.Object, root.GetProperty("result").ValueKind);
        return root.GetProperty("result");
    }

    /// <summary>Checks the envelope of a refusal.</summary>
    public static JsonElement Error(Reply reply, int status, string word)
    {
        var root = Root(reply);
        Assert.Equal(["requestId", "error"], root.EnumerateObject().Select(member => member.Name));
        var error = root.GetProperty("error");
        Assert.Equal(["code", "status", "message", "details"], error.EnumerateObject().Select(member => member.Name));
        Assert.Equal(0, error.GetProperty("details").GetArrayLength());
        Assert.NotEmpty(error.GetProperty("message").GetString()!);
        Assert.Equal((status, status, word), (reply.Status, error.GetProperty("code").GetInt32(), error.GetProperty("status").GetString()));
        return error;
    }

    /// <summary>Checks what successes and refusals share.</summary>
    public static JsonElement Root(Reply reply)
    {
        var root = JsonDocument.Parse(reply.Body).RootElement;
        var requestId = root.GetProperty("requestId").GetString()!;
        Assert.Matches(RequestId(), requestId);
        Assert.Equal(requestId, reply.Headers["x-jdcloud-request-id"]);
        Assert.Equal("application/json; charset=utf-8", reply.Headers["Content-Type"]);
        Assert.Equal("no-store", reply.Headers["Cache-Control"]);
        Assert.False(reply.Headers.ContainsKey("Server"));
        return root;
    }

    [GeneratedRegex("^[a-z0-9]{32}$")]
    private static partial Regex RequestId();
}
