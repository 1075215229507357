namespace Kms.Grains.Scheduling;

/// <summary>How due work is found.</summary>
internal sealed class SchedulerOptions
{
    /// <summary>Buckets that records are spread over by their id; fixed for ever, because it is stored.</summary>
    public const int Buckets = Storage.Buckets.Count;

    /// <summary>Scheduler grains that share the buckets: 1 (embedded, the default) to 64 (cluster); a divisor of 64.</summary>
    public int Schedulers { get; set; } = 1;

    /// <summary>Time between two ticks of a scheduler. Default 1 minute, the shortest that Orleans' reminders allow.</summary>
    public TimeSpan Period { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Records woken in one tick at most. Default 500.</summary>
    public int BatchSize { get; set; } = 500;

    /// <summary>Records woken at the same time by one scheduler. Default 8.</summary>
    public int Concurrency { get; set; } = 8;

    /// <summary>Delay before a record whose wake failed is tried again; doubles with each failure up to <see cref="MaxRetryDelay"/>. Default 1 minute.</summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Longest delay between two tries. Default 1 hour.</summary>
    public TimeSpan MaxRetryDelay { get; set; } = TimeSpan.FromHours(1);
}
