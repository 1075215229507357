using Kms.Cli.Bench.Workloads;

namespace Kms.Cli.Bench;

/// <summary>What is measured, and the bounds of it.</summary>
internal sealed record BenchOptions
{
    public required IReadOnlyList<WorkloadKind> Workloads { get; init; }

    /// <summary>Connections kept alive, each with one request at a time.</summary>
    public required int Connections { get; init; }

    /// <summary>Keys (or secrets) that requests go round.</summary>
    public required int Keys { get; init; }

    /// <summary>Bytes of plaintext or secret.</summary>
    public required int PayloadBytes { get; init; }

    public required int Rounds { get; init; }

    /// <summary>Longest a round lasts.</summary>
    public required TimeSpan RoundTime { get; init; }

    /// <summary>Most requests of a round.</summary>
    public required int RoundRequests { get; init; }

    /// <summary>Rounds like the others, thrown away, until the servers are compiled.</summary>
    public required TimeSpan WarmUp { get; init; }

    /// <summary>Whether the echo server runs beside.</summary>
    public required bool Echo { get; init; }

    /// <summary>Whose CPU is read; null: who listens on the port.</summary>
    public required int? ServerPid { get; init; }
}
