using Microsoft.Extensions.Options;

namespace Kms.Grains.Scheduling;

/// <summary>Registers every scheduler's reminder when a silo has joined; any silo may do it, any number of times.</summary>
internal sealed class SchedulerStartup(IGrainFactory grains, IOptions<SchedulerOptions> options) : IStartupTask
{
    /// <inheritdoc/>
    public async Task Execute(CancellationToken cancellationToken)
    {
        for (var i = 0; i < options.Value.Schedulers; i++)
        {
            await grains.GetGrain<ISchedulerGrain>(i).EnsureRegisteredAsync();
        }
    }
}
