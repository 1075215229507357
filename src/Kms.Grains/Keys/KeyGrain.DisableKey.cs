using Kms.Grains.Abstractions.Keys;
using Kms.Grains.Domain.Keys;

namespace Kms.Grains.Keys;

internal sealed partial class KeyGrain
{
    /// <inheritdoc/>
    public Task DisableKeyAsync(DisableKeyRequest request) => ChangeAsync(request, KeyLifecycle.Disable, always: true);
}
