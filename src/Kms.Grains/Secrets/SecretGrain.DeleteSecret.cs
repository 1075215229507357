using Kms.Grains.Abstractions.Secrets;
using Kms.Grains.Domain.Secrets;

namespace Kms.Grains.Secrets;

internal sealed partial class SecretGrain
{
    /// <inheritdoc/>
    public Task DeleteSecretAsync(DeleteSecretRequest request) => ServeAsync(request, async () =>
    {
        await WriteAsync(Granted(SecretLifecycle.Delete(_head?.Secret)));
        await TryEraseAsync();
        return true;
    });
}
