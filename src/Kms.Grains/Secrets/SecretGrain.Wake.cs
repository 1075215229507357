using Kms.Grains.Domain.Secrets;
using Kms.Grains.Hosting;

namespace Kms.Grains.Secrets;

internal sealed partial class SecretGrain
{
    /// <summary>Versions erased before a deletion answers.</summary>
    private const int ErasedAtOnce = 16;

    /// <summary>Versions erased in one wake at most: about a second's work. What is left is due again at once.</summary>
    private const int ErasedPerWake = 512;

    /// <summary>The revision of a head that only reserves; see <see cref="SecretLifecycle.Reserve"/>.</summary>
    private const long ReservationRevision = 1;

    /// <inheritdoc/>
    public Task WakeAsync() => GuardAsync(async () =>
    {
        if (_head is not { Secret.Unerased.IsEmpty: false })
        {
            return true;
        }

        if (_head.Revision == ReservationRevision)
        {
            // From here on no other activation can complete this creation, so nothing is erased that exists.
            await WriteAsync(_head.Secret);
        }

        return await EraseAsync(ErasedPerWake) ? true : throw Faults.Unavailable();
    });

    /// <summary>Erases some of what was deleted.</summary>
    /// <returns>False when one of them failed.</returns>
    private async Task<bool> EraseAsync(int most)
    {
        var due = _head!.Secret.Unerased.Largest(0, most);
        var erased = await eraser.EraseAsync(_id, due);
        if (erased.Length > 0)
        {
            await WriteAsync(SecretLifecycle.Erased(_head.Secret, erased));
            logger.Erased(_id.Account, _id.Id, erased.Length, _head.Secret.Unerased.Count);
        }

        return erased.Length == due.Length;
    }

    /// <summary>Begins to erase what a committed deletion left; whatever fails is repeated by wakes, and the deletion stands.</summary>
    private async Task TryEraseAsync()
    {
        try
        {
            await EraseAsync(ErasedAtOnce);
        }
#pragma warning disable CA1031 // The deletion is committed: what is missing is in the head, and due.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            Fail(fault);
        }
    }
}
