using Kms.Grains.Abstractions.Secrets;
using Kms.Grains.Domain.Secrets;

namespace Kms.Grains.Secrets;

internal sealed partial class SecretGrain
{
    /// <inheritdoc/>
    public Task EnableSecretVersionAsync(EnableSecretVersionRequest request) =>
        ChangeVersionAsync(request, request.Version, (secret, version) => SecretLifecycle.SetVersion(secret, version, SecretState.Enabled));
}
