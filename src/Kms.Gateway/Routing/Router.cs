namespace Kms.Gateway.Routing;

/// <summary>
/// Finds the operation of a request in <see cref="OperationTable"/>. Exact: ASP.NET's own routing ignores case and
/// trailing slashes and would take <c>PATCH /v1/key/x:typo</c> for an update of the key <c>x:typo</c>.
/// </summary>
internal static class Router
{
    /// <summary>Longest path that can lead anywhere, decoded and raw; a full one has about 160 characters.</summary>
    private const int MaxDecoded = 256;

    private static readonly int Levels = Enum.GetValues<Level>().Length;
    private static readonly PathEntry[][] Entries = Build();

    /// <summary>Finds where a request leads.</summary>
    /// <param name="method">The verb as sent.</param>
    /// <param name="path">The raw path: escapes as sent, no query.</param>
    public static RouteMatch Find(string method, ReadOnlySpan<char> path)
    {
        Span<char> buffer = stackalloc char[MaxDecoded];
        if (!PercentDecoding.TryDecode(path, buffer, plusIsSpace: false, out var decoded)
            || !RoutePath.TryParse(decoded, out var parsed)
            || FindEntry(parsed) is not { } entry)
        {
            return default;
        }

        var operation = entry.Find(Verbs.Parse(method));

        // On PATCH the version then comes in the body; on every other verb it is nowhere, and to guess "version 1"
        // could destroy the wrong one.
        if (parsed.IsVersionAlias && operation is { Verb: not Verb.Patch })
        {
            return default;
        }

        var version = VersionText.TryParse(parsed.Version, out var number) ? number : 0;
        return new RouteMatch(entry, operation, parsed.Id.ToString(), version, parsed.IsVersionAlias);
    }

    private static PathEntry? FindEntry(in RoutePath path)
    {
        foreach (var entry in Entries[Index(path.Resource, path.Level)])
        {
            if (path.Action.SequenceEqual(entry.Action))
            {
                return entry;
            }
        }

        return null;
    }

    private static PathEntry[][] Build()
    {
        var entries = new PathEntry[Enum.GetValues<Resource>().Length * Levels][];
        Array.Fill(entries, []);
        foreach (var samePath in OperationTable.All.GroupBy(operation => operation.Path))
        {
            var pattern = samePath.Key.Replace("{id}", "x", StringComparison.Ordinal).Replace("{version}", "1", StringComparison.Ordinal);
            if (!RoutePath.TryParse(pattern, out var path))
            {
                throw new InvalidOperationException($"{samePath.Key} is not a path of this API.");
            }

            ref var list = ref entries[Index(path.Resource, path.Level)];
            list = [.. list, new PathEntry(path.Action.ToString(), samePath)];
        }

        return entries;
    }

    private static int Index(Resource resource, Level level) => ((int)resource * Levels) + (int)level;
}
