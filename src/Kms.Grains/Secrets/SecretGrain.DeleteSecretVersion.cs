using Kms.Grains.Abstractions.Secrets;
using Kms.Grains.Domain.Secrets;

namespace Kms.Grains.Secrets;

internal sealed partial class SecretGrain
{
    /// <inheritdoc/>
    public Task DeleteSecretVersionAsync(DeleteSecretVersionRequest request) => ServeAsync(request, async () =>
    {
        await WriteAsync(Granted(SecretLifecycle.DeleteVersion(_head?.Secret, request.Version)));
        await TryEraseAsync();
        return true;
    });
}
