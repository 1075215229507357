using System.Diagnostics;

namespace Kms.Cli.Bench.Load;

/// <summary>The two bounds of a round, shared by its connections.</summary>
internal sealed class RoundLimit(TimeSpan time, int requests)
{
    private readonly long _end = Stopwatch.GetTimestamp() + (long)(time.TotalSeconds * Stopwatch.Frequency);
    private int _left = requests;

    /// <summary>Takes one request from what is left.</summary>
    public bool TryTake() => Stopwatch.GetTimestamp() < _end && Interlocked.Decrement(ref _left) >= 0;
}
