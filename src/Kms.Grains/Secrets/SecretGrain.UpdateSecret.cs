using Kms.Grains.Abstractions.Secrets;
using Kms.Grains.Domain.Secrets;

namespace Kms.Grains.Secrets;

internal sealed partial class SecretGrain
{
    /// <inheritdoc/>
    public Task UpdateSecretAsync(UpdateSecretRequest request) =>
        ChangeAsync(request, secret => SecretLifecycle.Update(secret, request.Name, request.Description));
}
