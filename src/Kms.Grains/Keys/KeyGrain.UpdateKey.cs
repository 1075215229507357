using Kms.Grains.Abstractions.Keys;
using Kms.Grains.Domain.Keys;

namespace Kms.Grains.Keys;

internal sealed partial class KeyGrain
{
    /// <inheritdoc/>
    public Task UpdateKeyAsync(UpdateKeyRequest request)
    {
        var update = new KeyUpdate(request.Name, request.Description, request.Spec, request.AutoRotate, request.RotationDays);
        return ChangeAsync(request, (key, now) => KeyLifecycle.Update(key, update, now), always: false);
    }
}
