using Kms.Cli.Bench.Load;
using Kms.Cli.Bench.Workloads;

namespace Kms.Cli.Bench;

/// <summary>The rounds of one workload on one server.</summary>
internal sealed record Rounds(IReadOnlyList<RoundResult> Results)
{
    public double Median(Func<RoundResult, double> figure) => Statistics.Median(Results.Select(figure));

    /// <summary>Null as soon as one round has no such figure.</summary>
    public double? MedianIfAll(Func<RoundResult, double?> figure) =>
        Results.All(round => figure(round) is not null) ? Statistics.Median(Results.Select(round => figure(round)!.Value)) : null;

    /// <summary>Errors of all rounds by kind, the most frequent first.</summary>
    public IReadOnlyList<KeyValuePair<string, int>> Errors() =>
    [
        .. Results.SelectMany(round => round.Errors).GroupBy(error => error.Key, StringComparer.Ordinal)
            .Select(group => KeyValuePair.Create(group.Key, group.Sum(error => error.Value)))
            .OrderByDescending(error => error.Value),
    ];
}

/// <summary>One workload on the service and, round by round beside it, on the echo server.</summary>
internal sealed record Measurement(WorkloadKind Workload, Rounds Server, Rounds? Echo)
{
    /// <summary>The median over the rounds of the service's figure divided by the echo server's of the same round; null when
    /// a round lacks one of the two.</summary>
    public double? Ratio(Func<RoundResult, double?> figure)
    {
        if (Echo is null) return null;
        var ratios = Server.Results.Zip(Echo.Results, (server, echo) => figure(server) / figure(echo)).ToList();
        return ratios.All(ratio => ratio is { } number && double.IsFinite(number)) ? Statistics.Median(ratios.Select(ratio => ratio!.Value)) : null;
    }
}

/// <summary>The one statistic that is used: it does not mind a round in which something else ran.</summary>
internal static class Statistics
{
    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        var middle = sorted.Count / 2;
        return sorted.Count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
