namespace Kms.Gateway.Routing;

/// <summary>The raw request target (RFC 9112, section 3.2) cut into path and query, escapes as sent.</summary>
internal readonly ref struct RequestTarget
{
    /// <summary>Cuts a target.</summary>
    public RequestTarget(string raw)
    {
        var target = WithoutAuthority(raw);
        var question = target.IndexOf('?');
        Path = question < 0 ? target : target[..question];
        Query = question < 0 ? default : target[(question + 1)..];
    }

    /// <summary>The path.</summary>
    public ReadOnlySpan<char> Path { get; }

    /// <summary>The query without its question mark; empty when there is none.</summary>
    public ReadOnlySpan<char> Query { get; }

    /// <summary>A client that believes it talks to a proxy sends <c>http://host/path</c> (absolute form).</summary>
    private static ReadOnlySpan<char> WithoutAuthority(string raw)
    {
        var target = raw.AsSpan();
        if (target.StartsWith('/'))
        {
            return target;
        }

        var scheme = target.IndexOf("://");
        if (scheme < 0)
        {
            return target;
        }

        var rest = target[(scheme + 3)..];
        var path = rest.IndexOfAny('/', '?');
        return path < 0 ? "/" : rest[path..];
    }
}
