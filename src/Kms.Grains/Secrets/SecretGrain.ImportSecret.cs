using Kms.Grains.Abstractions.Secrets;
using Kms.Grains.Domain.Secrets;

namespace Kms.Grains.Secrets;

internal sealed partial class SecretGrain
{
    /// <inheritdoc/>
    public Task<ImportSecretReply> ImportSecretAsync(ImportSecretRequest request) => ServeAsync(request, async () =>
    {
        using var package = Granted(await packages.OpenAsync(_id.Account, request.Package));
        var secret = Granted(SecretLifecycle.Import(_head?.Secret, package.Secret, Now()));
        await CreateAsync(request, secret, package.Versions);
        return new ImportSecretReply { Secret = Describe() };
    });
}
