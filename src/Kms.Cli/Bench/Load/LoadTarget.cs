using System.Diagnostics;
using System.Net;
using HdrHistogram;
using Kms.Cli.Bench.Processes;
using Kms.Cli.Bench.Workloads;
using Kms.Client.Signing;

namespace Kms.Cli.Bench.Load;

/// <summary>A server under load.</summary>
/// <param name="Server">Where it listens.</param>
/// <param name="Host">The Host header of every request.</param>
/// <param name="Process">Its process; null where it is not known.</param>
internal sealed record LoadTarget(EndPoint Server, string Host, ServerProcess? Process)
{
    // A reply that comes later than this after a round's end is not waited for.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(15);

    /// <summary>Runs one round: connects, then measures from the first request to the last reply.</summary>
    public async Task<RoundResult> RunAsync(
        RequestSigner signer, IReadOnlyList<RequestTemplate> requests, int connections, TimeSpan time, int most, CancellationToken cancellationToken)
    {
        var load = Enumerable.Range(0, connections)
            .Select(index => new LoadConnection(Server, new SignedRequestWriter(signer, Host), requests, index)).ToList();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var cut = end.Token.Register(() => load.ForEach(connection => connection.Dispose()));
        try
        {
            foreach (var connection in load) await connection.ConnectAsync();
            end.CancelAfter(time + Grace);
            var server = Process?.Cpu();
            var client = Environment.CpuUsage.TotalTime;
            var start = Stopwatch.GetTimestamp();
            var limit = new RoundLimit(time, most);
            await Task.WhenAll(load.Select(connection => connection.RunAsync(limit)));
            var elapsed = Stopwatch.GetElapsedTime(start);
            cancellationToken.ThrowIfCancellationRequested();
            return Sum(load, elapsed, Process?.Cpu() - server, Environment.CpuUsage.TotalTime - client);
        }
        finally
        {
            load.ForEach(connection => connection.Dispose());
        }
    }

    private static RoundResult Sum(List<LoadConnection> load, TimeSpan elapsed, TimeSpan? server, TimeSpan client)
    {
        var latencies = load[0].Latencies;
        foreach (var connection in load.Skip(1)) latencies.Add(connection.Latencies);
        var any = latencies.TotalCount > 0;
        return new RoundResult
        {
            Requests = latencies.TotalCount,
            Elapsed = elapsed,
            P50Micros = any ? latencies.GetValueAtPercentile(50) : 0,
            P99Micros = any ? latencies.GetValueAtPercentile(99) : 0,
            Errors = load.SelectMany(connection => connection.Errors).GroupBy(error => error.Key, StringComparer.Ordinal)
                .ToDictionary(group => group.Key, group => group.Sum(error => error.Value), StringComparer.Ordinal),
            ServerCpu = server,
            ClientCpu = client,
        };
    }
}
