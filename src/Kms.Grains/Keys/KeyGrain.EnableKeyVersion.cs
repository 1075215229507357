using Kms.Grains.Abstractions.Keys;
using Kms.Grains.Domain.Keys;

namespace Kms.Grains.Keys;

internal sealed partial class KeyGrain
{
    /// <inheritdoc/>
    public Task EnableKeyVersionAsync(EnableKeyVersionRequest request) =>
        ChangeAsync(request, (key, now) => KeyVersionLifecycle.Enable(key, request.Version, now), always: false);
}
