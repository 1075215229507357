using Kms.Grains.Abstractions.Errors;
using Kms.Grains.Hsm;
using Kms.Grains.Storage;
using Microsoft.Extensions.Logging;
using Orleans.Storage;

namespace Kms.Grains.Hosting;

/// <summary>What callers are told of faults. The cause goes to the log and stays there.</summary>
/// <remarks>Event ids of faults in any grain, told apart by the logger's category: 1900 to 1999. A number is never reused.</remarks>
internal static partial class Faults
{
    /// <summary>Whether a fault is one of storage or HSM. All others are mistakes of the service.</summary>
    public static bool IsKnown(Exception fault) => fault is StorageException or InconsistentStateException or HsmException;

    /// <summary>Nothing was acknowledged; the same request may succeed later.</summary>
    public static KmsException Unavailable() => new(KmsErrorCode.Unavailable, "temporarily unavailable");

    /// <summary>The deadline has passed; nobody waits any more.</summary>
    public static KmsException Late() => new(KmsErrorCode.Unavailable, "the deadline has passed");

    /// <summary>Something is wrong here that no repetition mends.</summary>
    public static KmsException Internal() => new(KmsErrorCode.Internal, "internal error");

    /// <summary>Logs a fault.</summary>
    /// <param name="fault">What was thrown.</param>
    /// <param name="logger">The grain's log.</param>
    /// <param name="record">What the grain was working on.</param>
    /// <returns>The error to throw in its place; a <see cref="KmsException"/> is its own, and was logged where it arose.</returns>
    public static KmsException ToKms(Exception fault, ILogger logger, RecordId record)
    {
        switch (fault)
        {
            case KmsException refusal:
                return refusal;
            case InconsistentStateException:
                Overtaken(logger, fault, record.Kind, record.Account, record.Id);
                return Unavailable();
            case StorageException:
                StorageFailed(logger, fault, record.Kind, record.Account, record.Id);
                return Unavailable();
            case HsmException { Fault: HsmFault.Unavailable or HsmFault.Busy } hsm:
                HsmFailed(logger, hsm, record.Kind, record.Account, record.Id, hsm.Fault);
                return Unavailable();
            case HsmException hsm:
                HsmRefused(logger, hsm, record.Kind, record.Account, record.Id, hsm.Fault);
                return Internal();
            default:
                Unexpected(logger, fault, record.Kind, record.Account, record.Id);
                return Internal();
        }
    }

    [LoggerMessage(1900, LogLevel.Warning, "{Kind} {Account}/{Id}: storage failed. A write's outcome is unknown; it is read again before anything is answered from it")]
    private static partial void StorageFailed(ILogger logger, Exception cause, string kind, string account, string id);

    [LoggerMessage(1901, LogLevel.Information, "{Kind} {Account}/{Id}: another activation was faster; nothing was written")]
    private static partial void Overtaken(ILogger logger, Exception cause, string kind, string account, string id);

    [LoggerMessage(1902, LogLevel.Warning, "{Kind} {Account}/{Id}: the HSM does not serve ({Fault})")]
    private static partial void HsmFailed(ILogger logger, Exception cause, string kind, string account, string id, HsmFault fault);

    [LoggerMessage(1903, LogLevel.Error, "{Kind} {Account}/{Id}: the HSM does not take what is stored ({Fault}). Operations with it fail until that is mended")]
    private static partial void HsmRefused(ILogger logger, Exception cause, string kind, string account, string id, HsmFault fault);

    [LoggerMessage(1904, LogLevel.Error, "{Kind} {Account}/{Id}: unexpected failure")]
    private static partial void Unexpected(ILogger logger, Exception cause, string kind, string account, string id);
}
