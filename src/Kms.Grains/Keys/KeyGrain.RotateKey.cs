using Kms.Grains.Abstractions.Keys;
using Kms.Grains.Domain.Keys;

namespace Kms.Grains.Keys;

internal sealed partial class KeyGrain
{
    /// <inheritdoc/>
    public async Task<RotateKeyReply> RotateKeyAsync(RotateKeyRequest request) =>
        new() { Version = await RotateAsync(Begin(request)) };

    private async Task<KeyVersionNumber> RotateAsync(DateTimeOffset now)
    {
        if (KeyLifecycle.Rotate(_head?.Key, now).IsRefused(out var refusal, out var key))
        {
            throw refusal.ToException();
        }

        var after = _head!.With(key!, await NewVersionAsync(key!, now));
        if (KeyPages.PageToWrite(key!.Primary) is { } page)
        {
            // Before the head that drops them: whatever fails between the two, every version is in one of them.
            await WritePageAsync(page, _head.With(key));
        }

        await WriteAsync(after, now);
        return key.Primary;
    }

    private async Task WritePageAsync(uint number, KeyHead head)
    {
        var id = KeyRecords.PageIdentity(_id.Account, _id.Id, number);
        var page = new KeyPage { Versions = [.. head.Versions.Where(version => KeyPages.PageOf(version.Number) == number)] };
        var written = await GuardAsync(async () =>
        {
            var stored = await keys.ReadPageAsync(id, CancellationToken.None);
            return await keys.WritePageAsync(id, stored is null ? page : page.Over(stored));
        });
        leases.Drop(id, written.Revision);
    }
}
