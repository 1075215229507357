using Kms.Grains.Abstractions.Secrets;
using Kms.Grains.Domain.Secrets;

namespace Kms.Grains.Secrets;

internal sealed partial class SecretGrain
{
    /// <inheritdoc/>
    public Task UpdateSecretVersionAsync(UpdateSecretVersionRequest request) => ChangeVersionAsync(
        request, request.Version, (secret, version) => SecretLifecycle.ChangeWindow(secret, version, request.StartAt, request.ExpireAt, Now()));
}
