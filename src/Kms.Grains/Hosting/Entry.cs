using Kms.Grains.Abstractions.Errors;
using Kms.Grains.Abstractions.Hosting;

namespace Kms.Grains.Hosting;

/// <summary>What every public grain method asks before anything else.</summary>
internal static class Entry
{
    /// <summary>The account and id of a grain key.</summary>
    /// <exception cref="KmsException">
    /// <see cref="KmsErrorCode.NotFound"/>: no such key can exist. <see cref="KmsErrorCode.PermissionDenied"/>: the
    /// service's own, which no door reaches.
    /// </exception>
    public static (string Account, string Id) Parse(string grainKey)
    {
        var (account, id) = GrainKeys.Parse(grainKey);
        return account == GrainKeys.SystemAccount
            ? throw new KmsException(KmsErrorCode.PermissionDenied, "not for callers")
            : (account, id);
    }

    /// <summary>Refuses work that nobody waits for any more.</summary>
    /// <exception cref="KmsException"><see cref="KmsErrorCode.Unavailable"/>: the deadline has passed.</exception>
    public static void RefuseLate(KmsRequest request, TimeProvider time)
    {
        if (request.Deadline <= time.GetUtcNow())
        {
            throw Faults.Late();
        }
    }
}
