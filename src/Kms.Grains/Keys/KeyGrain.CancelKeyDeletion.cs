using Kms.Grains.Abstractions.Keys;
using Kms.Grains.Domain.Keys;

namespace Kms.Grains.Keys;

internal sealed partial class KeyGrain
{
    /// <inheritdoc/>
    public Task CancelKeyDeletionAsync(CancelKeyDeletionRequest request) => ChangeAsync(request, KeyLifecycle.CancelDeletion, always: false);
}
