using Kms.Grains.Abstractions.Errors;
using Kms.Grains.Hsm;
using Kms.Grains.Storage;
using Microsoft.Extensions.Logging;
using Orleans.Storage;

namespace Kms.Grains.Keys;

/// <summary>What callers are told of faults. The cause goes to the log and stays there.</summary>
internal static class KeyFaults
{
    /// <summary>Whether a fault is one that <see cref="ToKms"/> knows. All others are mistakes of the service.</summary>
    public static bool IsKnown(Exception fault) => fault is StorageException or InconsistentStateException or HsmException;

    /// <summary>Logs a fault.</summary>
    /// <returns>The error to throw in its place.</returns>
    public static KmsException ToKms(Exception fault, ILogger logger, RecordId key)
    {
        switch (fault)
        {
            case InconsistentStateException:
                logger.Overtaken(fault, key.Account, key.Id);
                return Unavailable();
            case HsmException { Fault: HsmFault.Unavailable or HsmFault.Busy } hsm:
                logger.HsmFailed(hsm, key.Account, key.Id, hsm.Fault);
                return Unavailable();
            case HsmException hsm:
                logger.HsmRefused(hsm, key.Account, key.Id, hsm.Fault);
                return Internal();
            default:
                logger.StorageFailed(fault, key.Account, key.Id);
                return Unavailable();
        }
    }

    /// <summary>Nothing was acknowledged; the same request may succeed later.</summary>
    public static KmsException Unavailable() => new(KmsErrorCode.Unavailable, "temporarily unavailable");

    /// <summary>The deadline has passed; nobody waits any more.</summary>
    public static KmsException Late() => new(KmsErrorCode.Unavailable, "the deadline has passed");

    /// <summary>Something is wrong here that no repetition mends.</summary>
    public static KmsException Internal() => new(KmsErrorCode.Internal, "internal error");
}
