using Kms.Gateway.Calls;
using Kms.Gateway.Wire;
using Kms.Grains.Abstractions.Keys;

namespace Kms.Gateway.Keys;

/// <summary>scheduleKeyDeletion.</summary>
internal static class ScheduleKeyDeletion
{
    /// <summary>Serves a call.</summary>
    public static ValueTask HandleAsync(Call call)
    {
        call.Status = StatusCodes.Status202Accepted;
        var request = new ScheduleKeyDeletionRequest { Deadline = call.Deadline, DelayDays = DelayDays.Of(call.Query) };
        return call.ChangeAsync(call.Grain<IKeyGrain>(), request, static (key, request) => (Task)key.ScheduleKeyDeletionAsync(request));
    }
}
