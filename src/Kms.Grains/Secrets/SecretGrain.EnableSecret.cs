using Kms.Grains.Abstractions.Secrets;
using Kms.Grains.Domain.Secrets;

namespace Kms.Grains.Secrets;

internal sealed partial class SecretGrain
{
    /// <inheritdoc/>
    public Task EnableSecretAsync(EnableSecretRequest request) => ChangeAsync(request, secret => SecretLifecycle.Set(secret, SecretState.Enabled));
}
