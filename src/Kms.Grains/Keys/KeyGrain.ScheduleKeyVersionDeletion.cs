using Kms.Grains.Abstractions.Keys;
using Kms.Grains.Domain.Keys;

namespace Kms.Grains.Keys;

internal sealed partial class KeyGrain
{
    /// <inheritdoc/>
    public async Task<ScheduleKeyVersionDeletionReply> ScheduleKeyVersionDeletionAsync(ScheduleKeyVersionDeletionRequest request)
    {
        var key = await ChangeAsync(request, (key, now) => KeyVersionLifecycle.ScheduleDeletion(key, request.Version, request.DelayDays, now), always: true);
        return new ScheduleKeyVersionDeletionReply { DeleteAt = key.Exceptions.Find(request.Version.Value)!.Value.DeleteAt!.Value };
    }
}
