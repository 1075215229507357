namespace Kms.Cli.Bench.Load;

/// <summary>What one round showed.</summary>
internal sealed record RoundResult
{
    /// <summary>Successes.</summary>
    public required long Requests { get; init; }

    public required TimeSpan Elapsed { get; init; }

    /// <summary>Half of the successes took no longer, in microseconds; 0 without any.</summary>
    public required double P50Micros { get; init; }

    /// <summary>99 of 100 successes took no longer, in microseconds; 0 without any.</summary>
    public required double P99Micros { get; init; }

    /// <summary>Everything that was no success, by kind.</summary>
    public required IReadOnlyDictionary<string, int> Errors { get; init; }

    /// <summary>What the server's process used; null where it cannot be read.</summary>
    public required TimeSpan? ServerCpu { get; init; }

    /// <summary>What this process used.</summary>
    public required TimeSpan ClientCpu { get; init; }

    /// <summary>Successes and errors: all cost the server something.</summary>
    public long Replies => Requests + Errors.Values.Sum();

    public double RequestsPerSecond => Requests / Elapsed.TotalSeconds;

    /// <summary>Microseconds a reply cost the server; null where that cannot be read, or nothing was replied.</summary>
    public double? ServerCpuMicros => Replies == 0 ? null : ServerCpu?.TotalMicroseconds / Replies;

    public double ClientCpuMicros => Replies == 0 ? 0 : ClientCpu.TotalMicroseconds / Replies;
}
