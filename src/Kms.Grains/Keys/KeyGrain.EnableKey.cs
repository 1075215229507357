using Kms.Grains.Abstractions.Keys;
using Kms.Grains.Domain.Keys;

namespace Kms.Grains.Keys;

internal sealed partial class KeyGrain
{
    /// <inheritdoc/>
    public Task EnableKeyAsync(EnableKeyRequest request) => ChangeAsync(request, KeyLifecycle.Enable, always: false);
}
