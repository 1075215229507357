using Kms.Grains.Abstractions.Hosting;

namespace Kms.Gateway.Routing;

/// <summary>A decoded path that has the form of one of ours: <c>/v1/(key|secret)[/{id}[/version/{version}]][:action]</c>.</summary>
internal readonly ref struct RoutePath
{
    private const string ApiVersion = "v1";
    private const int MaxSegments = 5;

    private RoutePath(Resource resource, Level level, ReadOnlySpan<char> id, ReadOnlySpan<char> version, ReadOnlySpan<char> action)
    {
        Resource = resource;
        Level = level;
        Id = id;
        Version = version;
        Action = action;
    }

    /// <summary>Key or secret.</summary>
    public Resource Resource { get; }

    /// <summary>How deep the path reaches.</summary>
    public Level Level { get; }

    /// <summary>The id; empty for a collection.</summary>
    public ReadOnlySpan<char> Id { get; }

    /// <summary>The version as text; empty above <see cref="Level.Version"/>.</summary>
    public ReadOnlySpan<char> Version { get; }

    /// <summary>What follows the colon; empty without one.</summary>
    public ReadOnlySpan<char> Action { get; }

    /// <summary>
    /// Whether the version is the text <c>v1</c>: the .NET SDK writes its API version where the version belongs.
    /// </summary>
    public bool IsVersionAlias => Version.SequenceEqual(ApiVersion);

    /// <summary>Reads a path.</summary>
    /// <returns>False when it cannot be one of ours, whatever the verb.</returns>
    public static bool TryParse(ReadOnlySpan<char> path, out RoutePath route)
    {
        route = default;
        Span<Range> segments = stackalloc Range[MaxSegments + 1];
        if (!path.StartsWith('/') || !TryCutAction(path[1..], out var places, out var action))
        {
            return false;
        }

        var count = places.Split(segments, '/');
        if (count is not (2 or 3 or 5) || !TryParseResource(places[segments[1]], out var resource))
        {
            return false;
        }

        var prefix = places[segments[0]];
        if (count == 2)
        {
            route = new RoutePath(resource, Level.Collection, default, default, action);
            return prefix.SequenceEqual(ApiVersion);
        }

        var id = places[segments[2]];
        if (!GrainKeys.IsId(id))
        {
            return false;
        }

        if (count == 3)
        {
            route = new RoutePath(resource, Level.Item, id, default, action);
            return prefix.SequenceEqual(ApiVersion);
        }

        var version = places[segments[4]];
        route = new RoutePath(resource, Level.Version, id, version, action);
        return places[segments[3]].SequenceEqual("version") && IsPrefix(prefix, version) && IsVersion(version);
    }

    /// <summary>The colon may stand in the last segment only; nothing after it is an action without a name: not ours.</summary>
    private static bool TryCutAction(ReadOnlySpan<char> path, out ReadOnlySpan<char> places, out ReadOnlySpan<char> action)
    {
        var colon = path.IndexOf(':');
        places = colon < 0 ? path : path[..colon];
        action = colon < 0 ? default : path[(colon + 1)..];
        return colon < 0 || (action.Length > 0 && !action.Contains('/'));
    }

    /// <summary>The .NET SDK also puts the version where <c>v1</c> belongs; then both are the same.</summary>
    private static bool IsPrefix(ReadOnlySpan<char> prefix, ReadOnlySpan<char> version) =>
        prefix.SequenceEqual(ApiVersion) || prefix.SequenceEqual(version);

    private static bool IsVersion(ReadOnlySpan<char> version) =>
        version.SequenceEqual(ApiVersion) || VersionText.TryParse(version, out _);

    private static bool TryParseResource(ReadOnlySpan<char> text, out Resource resource)
    {
        resource = text is "key" ? Resource.Key : Resource.Secret;
        return text is "key" or "secret";
    }
}
