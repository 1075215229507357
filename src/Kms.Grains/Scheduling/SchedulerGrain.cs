using System.Diagnostics.Metrics;
using Kms.Grains.Abstractions.Hosting;
using Kms.Grains.Hosting;
using Kms.Grains.Keys;
using Kms.Grains.Secrets;
using Kms.Grains.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Kms.Grains.Scheduling;

/// <inheritdoc cref="ISchedulerGrain"/>
/// <remarks>
/// The reminder only wakes the scheduler; what is due stands in the database. A tick that was missed therefore loses
/// nothing: the next one finds the same rows, however long the process was down.
/// </remarks>
internal sealed partial class SchedulerGrain(
    IRecordStore store,
    IGrainFactory grains,
    IOptions<SchedulerOptions> options,
    TimeProvider time,
    ILogger<SchedulerGrain> logger) : Grain, ISchedulerGrain, IRemindable
{
    private const string ReminderName = "due";

    private static readonly Gauge<int> Overdue = KmsMetrics.Meter.CreateGauge<int>(
        "kms.scheduler.failing", "{record}", "Records whose due work failed in the last tick of a scheduler");

    private readonly RetryDelays _delays = new(options.Value.RetryDelay, options.Value.MaxRetryDelay);

    /// <inheritdoc/>
    public Task EnsureRegisteredAsync() =>
        this.RegisterOrUpdateReminder(ReminderName, options.Value.Period, options.Value.Period);

    /// <inheritdoc/>
    public Task ReceiveReminder(string reminderName, TickStatus status) => RunDueAsync();

    /// <inheritdoc/>
    public async Task<int> RunDueAsync()
    {
        var (first, last) = Share();
        var due = await store.DueAsync(first, last, time.GetUtcNow(), options.Value.BatchSize, CancellationToken.None);

        // Orleans' own scheduler runs these turns one after the other; the gate bounds what is under way elsewhere.
        using var gate = new SemaphoreSlim(options.Value.Concurrency);
        var woken = await Task.WhenAll(due.Select(record => WakeAsync(record, gate)));

        var succeeded = woken.Count(ok => ok);
        Overdue.Record(due.Length - succeeded, new KeyValuePair<string, object?>("scheduler", this.GetPrimaryKeyLong()));
        return succeeded;
    }

    private (int First, int Last) Share()
    {
        var width = SchedulerOptions.Buckets / options.Value.Schedulers;
        var first = (int)this.GetPrimaryKeyLong() * width;
        return (first, first + width - 1);
    }

    private async Task<bool> WakeAsync(DueRecord due, SemaphoreSlim gate)
    {
        var id = due.Id;
        await gate.WaitAsync();
        try
        {
            await WakeGrainAsync(id);
            _delays.Succeeded(id);
            return true;
        }
        catch (Exception exception)
        {
            WakeFailed(exception, id.Kind, id.Account, id.Id);
            await PostponeAsync(due);
            return false;
        }
        finally
        {
            gate.Release();
        }
    }

    private Task WakeGrainAsync(RecordId id) => id.Kind switch
    {
        RecordKinds.Key => grains.GetGrain<IKeyWakeGrain>(GrainKeys.Of(id.Account, id.Id)).WakeAsync(),
        RecordKinds.Secret => grains.GetGrain<ISecretWakeGrain>(GrainKeys.Of(id.Account, id.Id)).WakeAsync(),
        _ => throw new InvalidOperationException($"records of kind {id.Kind} have nothing due"),
    };

    private async Task PostponeAsync(DueRecord due)
    {
        try
        {
            await store.PostponeAsync(due, time.GetUtcNow() + _delays.Next(due.Id), CancellationToken.None);
        }
        catch (StorageException exception)
        {
            // The row keeps its instant and is found again by the next tick.
            PostponeFailed(exception, due.Id.Kind, due.Id.Account, due.Id.Id);
        }
    }

    [LoggerMessage(2001, LogLevel.Warning, "Due work of {Kind} {Account}/{Id} failed; it will be tried again later")]
    private partial void WakeFailed(Exception exception, string kind, string account, string id);

    [LoggerMessage(2002, LogLevel.Warning, "Could not put off the due work of {Kind} {Account}/{Id}")]
    private partial void PostponeFailed(Exception exception, string kind, string account, string id);
}
