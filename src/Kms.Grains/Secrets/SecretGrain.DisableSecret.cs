using Kms.Grains.Abstractions.Secrets;
using Kms.Grains.Domain.Secrets;

namespace Kms.Grains.Secrets;

internal sealed partial class SecretGrain
{
    /// <inheritdoc/>
    public Task DisableSecretAsync(DisableSecretRequest request) => ChangeAsync(request, secret => SecretLifecycle.Set(secret, SecretState.Disabled));
}
