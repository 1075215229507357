namespace Kms.Grains.Scheduling;

/// <summary>
/// Wakes what is due in its share of the 64 buckets. Not for callers: a tick does no harm, because what to do is
/// decided by each key from its own state. Grain key: 0 to <see cref="SchedulerOptions.Schedulers"/> - 1.
/// </summary>
[Alias("kms.ISchedulerGrain")]
internal interface ISchedulerGrain : IGrainWithIntegerKey
{
    /// <summary>Registers the reminder that ticks this scheduler; doing it again changes nothing.</summary>
    [Alias("EnsureRegistered")]
    Task EnsureRegisteredAsync();

    /// <summary>Wakes what is due now: at most 500 records.</summary>
    /// <returns>How many were woken without a failure.</returns>
    [Alias("RunDue")]
    Task<int> RunDueAsync();
}
