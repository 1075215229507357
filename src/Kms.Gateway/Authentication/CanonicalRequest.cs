using Kms.Gateway.Routing;
using Kms.Grains.Abstractions.Access;
using Microsoft.Extensions.Primitives;

namespace Kms.Gateway.Authentication;

/// <summary>The canonical request of JDCLOUD2 and JDCLOUD3: the text whose hash a signature covers.</summary>
/// <remarks>
/// <code>
/// method LF path LF query LF *( name ":" value LF ) LF signed-names LF payload-hash
/// </code>
/// Headers are those that the client listed, in its order, with the values received. The payload hash is the client's
/// <c>x-jdcloud-content-sha256</c> where there is one (V4 #27), else the body's; <see cref="SignaturePolicy"/> sees to it
/// that they are equal.
/// </remarks>
internal static class CanonicalRequest
{
    private const byte LineFeed = (byte)'\n';

    /// <param name="bodyHash">SHA-256 of the body.</param>
    public static void Write(ref CanonicalBuffer buffer, SignedRequest request, ReadOnlySpan<byte> bodyHash)
    {
        var jdcloud3 = request.Authorization.Algorithm == SignatureAlgorithm.Jdcloud3;
        buffer.Write(request.Method);
        buffer.Write(LineFeed);
        WriteTarget(ref buffer, request.Target, jdcloud3);
        buffer.Write(LineFeed);
        foreach (var name in request.Authorization.Names)
        {
            buffer.Write(name);
            buffer.Write((byte)':');
            WriteValues(ref buffer, request.Headers[name], collapse: !jdcloud3);
            buffer.Write(LineFeed);
        }

        buffer.Write(LineFeed);
        buffer.Write(request.Authorization.SignedHeaders.Span);
        buffer.Write(LineFeed);
        WritePayloadHash(ref buffer, request.Headers, bodyHash);
    }

    private static void WriteTarget(ref CanonicalBuffer buffer, string raw, bool jdcloud3)
    {
        var target = new RequestTarget(raw);
        CanonicalText.WritePath(ref buffer, target.Path, collapse: jdcloud3);
        buffer.Write(LineFeed);
        CanonicalQuery.Write(ref buffer, target.Query);
    }

    private static void WriteValues(ref CanonicalBuffer buffer, StringValues values, bool collapse)
    {
        for (var i = 0; i < values.Count; i++)
        {
            if (i > 0)
            {
                buffer.Write((byte)',');
            }

            WriteValue(ref buffer, values[i].AsSpan().Trim(" \t"), collapse);
        }
    }

    /// <summary>JDCLOUD2 makes runs of spaces one; JDCLOUD3 keeps them (V4 #21).</summary>
    private static void WriteValue(ref CanonicalBuffer buffer, ReadOnlySpan<char> value, bool collapse)
    {
        while (collapse && value.IndexOf("  ") is var run && run >= 0)
        {
            buffer.Write(value[..(run + 1)]);
            value = value[run..].TrimStart(' ');
        }

        buffer.Write(value);
    }

    private static void WritePayloadHash(
        ref CanonicalBuffer buffer, IHeaderDictionary headers, ReadOnlySpan<byte> bodyHash)
    {
        var claimed = headers[SignedHeaderName.ContentSha256];
        if (claimed.Count > 0)
        {
            buffer.Write(claimed.ToString());
        }
        else
        {
            buffer.WriteHex(bodyHash);
        }
    }
}
