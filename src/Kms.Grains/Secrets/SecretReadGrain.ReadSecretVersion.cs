using Kms.Grains.Abstractions.Secrets;
using Kms.Grains.Domain.Secrets;
using Kms.Grains.Storage;

namespace Kms.Grains.Secrets;

internal sealed partial class SecretReadGrain
{
    /// <inheritdoc/>
    public Task<ReadSecretVersionReply> ReadSecretVersionAsync(ReadSecretVersionRequest request) => ServeAsync(request, async id =>
    {
        var (secret, item) = await LookAsync(id, request.Version, reread: false);
        if (SecretLifecycle.RefuseReading(secret, item?.Version, time.GetUtcNow()) is not null && leases.Holds)
        {
            // A refusal is not decided from what was held: an acknowledged enable is in force at once.
            (secret, item) = await LookAsync(id, request.Version, reread: true);
        }

        if (SecretLifecycle.RefuseReading(secret, item?.Version, time.GetUtcNow()) is { } refusal)
        {
            throw refusal.ToException();
        }

        var data = await OpenAsync(id, item!);
        return new ReadSecretVersionReply { Version = SecretDescriptions.Of(item!.Version, data) };
    });

    private async Task<(Secret? Secret, SecretItem? Item)> LookAsync(RecordId id, SecretVersionNumber number, bool reread)
    {
        var head = reread ? await leases.RereadAsync(id, heads) : await leases.GetAsync(id, heads);
        if (head is not { Secret.Exists: true } || !head.Secret.Versions.Contains(number.Value))
        {
            return (head?.Secret, null);
        }

        var version = SecretRecords.VersionOf(id, number);
        var item = reread ? await leases.RereadAsync(version, items) : await leases.GetAsync(version, items);

        // The record of a version is written before the head names it, and never removed.
        return item is null ? throw Missing(id, number.Value) : (head.Secret, item);
    }
}
