using Kms.Gateway.Calls;
using Kms.Gateway.Routing;

namespace Kms.Gateway.Wire;

/// <summary>Bodies of PATCH operations that need no input: SDKs send the path's ids again, or an empty object.</summary>
internal static class ActionBody
{
    /// <summary>Accepts no body or any object.</summary>
    public static void Check(Call call) => ReadVersion(call.Body, wanted: false);

    /// <summary>Accepts the same, and tells the version that the request is about.</summary>
    public static uint Version(Call call) => VersionOf(call, ReadVersion(call.Body, call.HasVersionInBody));

    /// <summary>The version from the path or, when the .NET SDK wrote <c>v1</c> there, from the body.</summary>
    /// <param name="inBody">The body's <c>version</c>, or null.</param>
    public static uint VersionOf(Call call, string? inBody)
    {
        if (!call.HasVersionInBody)
        {
            return call.PathVersion;
        }

        return inBody is null ? throw Invalid.Missing("version")
            : VersionText.TryParse(inBody, out var version) ? version
            : throw Invalid.NotFound();
    }

    private static string? ReadVersion(ReadOnlySpan<byte> body, bool wanted)
    {
        if (body.IsEmpty)
        {
            return null;
        }

        string? version = null;
        var json = new JsonInput(body);
        var names = default(MemberNames);
        while (json.Next(ref names))
        {
            if (wanted && json.Is("version"u8))
            {
                version = json.Text();
            }
            else
            {
                json.Ignore();
            }
        }

        return version;
    }
}
