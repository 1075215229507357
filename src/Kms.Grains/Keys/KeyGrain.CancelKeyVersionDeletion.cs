using Kms.Grains.Abstractions.Keys;
using Kms.Grains.Domain.Keys;

namespace Kms.Grains.Keys;

internal sealed partial class KeyGrain
{
    /// <inheritdoc/>
    public Task CancelKeyVersionDeletionAsync(CancelKeyVersionDeletionRequest request) =>
        ChangeAsync(request, (key, now) => KeyVersionLifecycle.CancelDeletion(key, request.Version, now), always: false);
}
