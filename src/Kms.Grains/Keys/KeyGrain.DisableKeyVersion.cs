using Kms.Grains.Abstractions.Keys;
using Kms.Grains.Domain.Keys;

namespace Kms.Grains.Keys;

internal sealed partial class KeyGrain
{
    /// <inheritdoc/>
    public Task DisableKeyVersionAsync(DisableKeyVersionRequest request) =>
        ChangeAsync(request, (key, now) => KeyVersionLifecycle.Disable(key, request.Version, now), always: true);
}
