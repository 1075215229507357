using Kms.Grains.Abstractions.Hosting;
using Kms.Grains.Abstractions.Secrets;
using Kms.Grains.Domain.Secrets;
using Kms.Grains.Hosting;
using Kms.Grains.Secrets.Packages;

namespace Kms.Grains.Secrets;

internal sealed partial class SecretGrain
{
    /// <summary>How long a creation can be under way before its remains count as such; no caller waits a tenth of it.</summary>
    private static readonly TimeSpan CreationGrace = TimeSpan.FromMinutes(10);

    /// <inheritdoc/>
    public Task<CreateSecretReply> CreateSecretAsync(CreateSecretRequest request) => ServeAsync(request, async () =>
    {
        Demand(SecretData.Refuse(request.Data));
        var made = Granted(SecretLifecycle.Create(
            _head?.Secret, (request.Name ?? string.Empty, request.Description ?? string.Empty), (request.StartAt, request.ExpireAt), Now()));
        await CreateAsync(request, made.Secret, [new VersionAndData(made.Version, request.Data)]);
        return new CreateSecretReply { Secret = Describe() };
    });

    /// <summary>
    /// Writes a tombstone that names the versions, then the versions, then the secret. It exists from the last write
    /// on; what a failure leaves of it is named by the tombstone, and erased by a wake.
    /// </summary>
    private async Task CreateAsync(KmsRequest request, Secret secret, IReadOnlyList<VersionAndData> versions)
    {
        await WriteAsync(SecretLifecycle.Reserve(secret), Now() + CreationGrace);
        foreach (var batch in versions.Chunk(SecretEraser.Parallel))
        {
            Entry.RefuseLate(request, time);
            await Task.WhenAll(batch.Select(async it =>
                await secrets.WriteVersionAsync(SecretRecords.VersionOf(_id, it.Version.Number), await SealAsync(it.Version, it.Data))));
        }

        await WriteAsync(secret);
    }
}
