using System.Security.Cryptography;

namespace Kms.Client.Signing;

/// <summary>The text whose hash is signed:
/// <c>METHOD \n path \n query \n name:value \n … \n \n names \n hex(SHA-256(body))</c>.</summary>
internal static class CanonicalRequest
{
    /// <summary>Writes the 32 bytes of its SHA-256 to <paramref name="hash"/>.</summary>
    public static void Hash(SignableRequest request, AlgorithmNames names, Span<byte> hash)
    {
        Span<byte> scratch = stackalloc byte[1024];
        var text = new ByteBuilder(scratch);
        Write(ref text, request, names);
        SHA256.HashData(text.Written, hash);
        text.Dispose();
    }

    public static void Write(ref ByteBuilder text, SignableRequest request, AlgorithmNames names)
    {
        var target = request.Target.AsSpan();
        var mark = target.IndexOf('?');
        text.Append(request.Method);
        text.Append('\n');
        PercentEncoding.AppendPath(ref text, mark < 0 ? target : target[..mark], names.CollapsesSlashes);
        text.Append('\n');
        if (mark >= 0) AppendQuery(ref text, request.Target[(mark + 1)..]);
        text.Append('\n');
        foreach (var (name, value) in request.Headers) AppendHeader(ref text, name, value, names.CollapsesSpaces);
        text.Append('\n');
        AppendNames(ref text, request.Headers);
        text.Append('\n');
        AppendHash(ref text, request.Body.Span);
    }

    /// <summary>The signed headers' names as both the canonical request and the Authorization header list them.</summary>
    public static void AppendNames(ref ByteBuilder text, IReadOnlyList<KeyValuePair<string, string>> headers)
    {
        for (var i = 0; i < headers.Count; i++)
        {
            if (i > 0) text.Append(';');
            AppendLower(ref text, headers[i].Key);
        }
    }

    public static void AppendHex(ref ByteBuilder text, scoped ReadOnlySpan<byte> bytes)
    {
        Span<byte> digits = stackalloc byte[64];
        Convert.TryToHexStringLower(bytes, digits, out var written);
        text.Append(digits[..written]);
    }

    private static void AppendHash(ref ByteBuilder text, scoped ReadOnlySpan<byte> body)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(body, hash);
        AppendHex(ref text, hash);
    }

    // Sorted by encoded name, then value; a parameter without a name does not count (JD's nodejs-signer list, #12 and #13).
    private static void AppendQuery(ref ByteBuilder text, string query)
    {
        var pairs = query.Split('&').Select(Split).Where(pair => pair.Name.Length > 0).ToList();
        pairs.Sort((a, b) => string.CompareOrdinal(a.Name, b.Name) is var order && order != 0 ? order : string.CompareOrdinal(a.Value, b.Value));
        for (var i = 0; i < pairs.Count; i++)
        {
            if (i > 0) text.Append('&');
            text.Append(pairs[i].Name);
            text.Append('=');
            text.Append(pairs[i].Value);
        }
    }

    private static (string Name, string Value) Split(string part)
    {
        var equals = part.IndexOf('=', StringComparison.Ordinal);
        return equals < 0
            ? (PercentEncoding.QueryPart(part), "")
            : (PercentEncoding.QueryPart(part[..equals]), PercentEncoding.QueryPart(part[(equals + 1)..]));
    }

    private static void AppendHeader(ref ByteBuilder text, string name, string value, bool collapseSpaces)
    {
        AppendLower(ref text, name);
        text.Append(':');
        var trimmed = value.AsSpan().Trim();
        if (!collapseSpaces || !trimmed.Contains("  ", StringComparison.Ordinal))
        {
            text.Append(trimmed);
        }
        else
        {
            var first = true;
            foreach (var word in value.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                if (!first) text.Append(' ');
                text.Append(word);
                first = false;
            }
        }
        text.Append('\n');
    }

    private static void AppendLower(ref ByteBuilder text, string name)
    {
        foreach (var letter in name) text.Append(char.ToLowerInvariant(letter));
    }
}
