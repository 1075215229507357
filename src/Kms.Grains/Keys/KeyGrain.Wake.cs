using Kms.Grains.Abstractions.Keys;
using Kms.Grains.Domain;
using Kms.Grains.Domain.Keys;
using Kms.Grains.Hosting;

namespace Kms.Grains.Keys;

internal sealed partial class KeyGrain
{
    /// <summary>Pages erased in one wake at most: about a second's work. What is left is due again at once.</summary>
    private const int MaxErasures = 128;

    /// <inheritdoc/>
    public async Task WakeAsync()
    {
        var now = Now();
        if (_failed)
        {
            throw Faults.Unavailable();
        }

        if (_head is null)
        {
            return;
        }

        await SettleAsync(now);
        if (KeyLifecycle.IsRotationDue(_head.Key, now))
        {
            var version = await RotateAsync(now);
            logger.Rotated(_id.Account, _id.Id, version.Value);
        }

        if (!_head.Key.Unerased.IsEmpty)
        {
            await EraseAsync(now);
        }
    }

    /// <summary>What is due is destroyed: it has answered as such since its instant, and now its material goes.</summary>
    private async Task SettleAsync(DateTimeOffset now)
    {
        var settled = KeyLifecycle.Settle(_head!.Key, now);
        if (settled == _head.Key)
        {
            return;
        }

        await WriteAsync(_head.With(settled), now);
        if (settled.State == KeyState.Destroyed)
        {
            logger.KeyDestroyed(_id.Account, _id.Id);
        }
    }

    /// <summary>Erases in pages what the head has recorded as destroyed. Repeating it does no harm, so a failure costs a repetition.</summary>
    private async Task EraseAsync(DateTimeOffset now)
    {
        var key = _head!.Key;
        var pages = PagesOf(key.Unerased);
        foreach (var page in pages)
        {
            await EraseAsync(page, key.Unerased);
            key = KeyLifecycle.Erased(key, new NumberRun((page * KeyPages.Size) + 1, (page + 1) * KeyPages.Size));
        }

        await WriteAsync(_head.With(key), now);
        logger.Erased(_id.Account, _id.Id, pages.Count, key.Unerased.Count);
    }

    private async Task EraseAsync(uint number, NumberSet versions)
    {
        var id = KeyRecords.PageIdentity(_id.Account, _id.Id, number);
        var stored = await GuardAsync(async () => await keys.ReadPageAsync(id, CancellationToken.None));
        var erased = stored?.Erase(versions);
        if (stored is null || ReferenceEquals(erased, stored))
        {
            return;
        }

        var written = await GuardAsync(() => keys.WritePageAsync(id, erased!));
        leases.Drop(id, written.Revision);
        foreach (var version in stored.Versions)
        {
            if (versions.Contains(version.Number) && version.Material?.Wrapped is { } wrapped)
            {
                hsm.Forget(wrapped);
            }
        }
    }

    private static List<uint> PagesOf(NumberSet versions)
    {
        var pages = new List<uint>();
        foreach (var run in versions.Runs)
        {
            for (var page = KeyPages.PageOf(run.From); page <= KeyPages.PageOf(run.To) && pages.Count < MaxErasures; page++)
            {
                if (pages.Count == 0 || pages[^1] != page)
                {
                    pages.Add(page);
                }
            }
        }

        return pages;
    }
}
