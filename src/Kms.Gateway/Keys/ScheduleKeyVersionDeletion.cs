using Kms.Gateway.Calls;
using Kms.Gateway.Wire;
using Kms.Grains.Abstractions.Keys;

namespace Kms.Gateway.Keys;

/// <summary>scheduleKeyVersionDeletion.</summary>
internal static class ScheduleKeyVersionDeletion
{
    /// <summary>Serves a call.</summary>
    public static ValueTask HandleAsync(Call call)
    {
        call.Status = StatusCodes.Status202Accepted;
        var request = new ScheduleKeyVersionDeletionRequest
        {
            Deadline = call.Deadline,
            Version = new KeyVersionNumber(call.PathVersion),
            DelayDays = DelayDays.Of(call.Query),
        };
        return call.ChangeAsync(
            call.Grain<IKeyGrain>(), request, static (key, request) => (Task)key.ScheduleKeyVersionDeletionAsync(request));
    }
}
