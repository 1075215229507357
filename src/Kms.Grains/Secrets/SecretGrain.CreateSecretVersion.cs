using Kms.Grains.Abstractions.Secrets;
using Kms.Grains.Domain.Secrets;
using Kms.Grains.Storage;
using Orleans.Storage;

namespace Kms.Grains.Secrets;

internal sealed partial class SecretGrain
{
    /// <inheritdoc/>
    public Task<CreateSecretVersionReply> CreateSecretVersionAsync(CreateSecretVersionRequest request) => ServeAsync(request, async () =>
    {
        Demand(SecretData.Refuse(request.Data));
        var made = Granted(SecretLifecycle.AddVersion(_head?.Secret, (request.StartAt, request.ExpireAt), Now()));
        await AddAsync(await SealAsync(made.Version, request.Data));
        await WriteAsync(made.Secret);
        return new CreateSecretVersionReply { Version = made.Version.Number };
    });

    /// <summary>Writes a version that the head does not name yet.</summary>
    private async Task AddAsync(SecretItem item)
    {
        var id = SecretRecords.VersionOf(_id, item.Version.Number);
        try
        {
            await secrets.WriteVersionAsync(id, item);
        }
        catch (InconsistentStateException)
        {
            await OverwriteAsync(id, item);
        }
    }

    /// <summary>
    /// Overwrites what a creation left that ended before the head named it. The head is written between reading and
    /// overwriting: that succeeds only if no other activation has made the version exist in the meantime, and lets none
    /// do so any more with what was read here.
    /// </summary>
    private async Task OverwriteAsync(RecordId id, SecretItem item)
    {
        var orphan = await secrets.ReadVersionAsync(id, CancellationToken.None);
        await WriteAsync(_head!.Secret);
        await secrets.WriteVersionAsync(id, item with { Revision = orphan?.Revision ?? 0 });
        logger.OrphanOverwritten(_id.Account, _id.Id, item.Version.Number.Value);
        if (orphan?.Sealed is { } value)
        {
            values.Forget(value);
        }
    }
}
