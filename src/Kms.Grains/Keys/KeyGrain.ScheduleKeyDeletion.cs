using Kms.Grains.Abstractions.Keys;
using Kms.Grains.Domain.Keys;

namespace Kms.Grains.Keys;

internal sealed partial class KeyGrain
{
    /// <inheritdoc/>
    public async Task<ScheduleKeyDeletionReply> ScheduleKeyDeletionAsync(ScheduleKeyDeletionRequest request)
    {
        var key = await ChangeAsync(request, (key, now) => KeyLifecycle.ScheduleDeletion(key, request.DelayDays, now), always: true);
        return new ScheduleKeyDeletionReply { DeleteAt = key.DeleteAt!.Value };
    }
}
