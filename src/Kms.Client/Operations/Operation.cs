using System.Buffers;
using System.Text;

namespace Kms.Client.Operations;

/// <summary>One row of the protocol: how a named operation is written on the wire.</summary>
/// <param name="Name">Its name in JD Cloud's documents and SDKs.</param>
/// <param name="Method">The HTTP verb.</param>
/// <param name="Path">The path, with its parameters in braces.</param>
/// <param name="QueryNames">Names of the query parameters it takes, all optional.</param>
/// <param name="BodyMembers">Names of the members its JSON body takes; path parameters are never among them.</param>
public sealed record Operation(string Name, string Method, string Path, IReadOnlyList<string> QueryNames, IReadOnlyList<string> BodyMembers)
{
    private static readonly SearchValues<char> IdCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    /// <summary>Whether a JSON body is sent, be it <c>{}</c>.</summary>
    public bool HasBody => Method is "POST" or "PATCH";

    /// <summary>Names of the parameters in the path, in order.</summary>
    public IReadOnlyList<string> PathParameters { get; } = [.. Path.Split('{').Skip(1).Select(part => part[..part.IndexOf('}')])];

    /// <summary>The request target: the path filled in, and the query.</summary>
    /// <param name="path">A value for every path parameter: 1 to 64 letters, digits, hyphens and underscores, the form of every id.</param>
    /// <param name="query">Values of query parameters; names that the operation does not take are refused.</param>
    /// <exception cref="ArgumentException">A parameter is missing, unknown, or has an impossible form.</exception>
    public string Target(IReadOnlyDictionary<string, string> path, IReadOnlyDictionary<string, string> query)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(query);
        RefuseUnknown(path.Keys, PathParameters);
        RefuseUnknown(query.Keys, QueryNames);
        var target = new StringBuilder(Path);
        foreach (var name in PathParameters) target.Replace($"{{{name}}}", IdIn(path, name));
        var mark = '?';
        foreach (var (name, value) in query.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            target.Append(mark).Append(name).Append('=').Append(Uri.EscapeDataString(value));
            mark = '&';
        }
        return target.ToString();
    }

    // An id is never escaped: what would need it cannot be an id, and '..' would change the path.
    private string IdIn(IReadOnlyDictionary<string, string> path, string name)
    {
        if (!path.TryGetValue(name, out var id)) throw new ArgumentException($"{Name} needs {name}", nameof(path));
        if (id.Length is 0 or > 64 || id.AsSpan().ContainsAnyExcept(IdCharacters))
            throw new ArgumentException($"{name} must be 1 to 64 letters, digits, '-' or '_'", nameof(path));
        return id;
    }

    private void RefuseUnknown(IEnumerable<string> given, IReadOnlyList<string> known)
    {
        foreach (var name in given)
        {
            if (!known.Contains(name, StringComparer.Ordinal)) throw new ArgumentException($"{Name} takes no parameter '{name}'", nameof(given));
        }
    }
}
