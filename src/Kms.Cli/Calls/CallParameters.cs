using Kms.Cli.Hosting;
using Kms.Client.Operations;

namespace Kms.Cli.Calls;

/// <summary>Sorts <c>name=value</c> pairs into path and query, as the operation's row says.</summary>
internal static class CallParameters
{
    public static (Dictionary<string, string> Path, Dictionary<string, string> Query) Split(Operation row, IEnumerable<string> pairs)
    {
        var path = new Dictionary<string, string>(StringComparer.Ordinal);
        var query = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in pairs)
        {
            var parts = pair.Split('=', 2);
            if (parts.Length < 2) throw new UsageException($"--param takes NAME=VALUE, not '{pair}'");
            var target = row.PathParameters.Contains(parts[0]) ? path : row.QueryNames.Contains(parts[0]) ? query : null;
            if (target is null) throw new UsageException($"{row.Name} takes no parameter '{parts[0]}'{Known(row)}");
            if (!target.TryAdd(parts[0], parts[1])) throw new UsageException($"parameter '{parts[0]}' is given twice");
        }
        return (path, query);
    }

    private static string Known(Operation row)
    {
        var names = row.PathParameters.Concat(row.QueryNames).ToList();
        return names.Count == 0 ? "" : $"; it takes {string.Join(", ", names)}";
    }
}
