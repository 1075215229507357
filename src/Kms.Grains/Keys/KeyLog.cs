using Kms.Grains.Hsm;
using Microsoft.Extensions.Logging;

namespace Kms.Grains.Keys;

/// <summary>What the grains of keys write to the log. No template carries names, descriptions, data or material.</summary>
internal static partial class KeyLog
{
    [LoggerMessage(EventId = KeyEvents.StorageFailed, Level = LogLevel.Warning,
        Message = "Key {Account}/{KeyId}: storage failed. A write's outcome is unknown; the key is read again before anything is answered from it.")]
    public static partial void StorageFailed(this ILogger logger, Exception cause, string account, string keyId);

    [LoggerMessage(EventId = KeyEvents.Overtaken, Level = LogLevel.Information,
        Message = "Key {Account}/{KeyId}: another activation was faster; nothing was written.")]
    public static partial void Overtaken(this ILogger logger, Exception cause, string account, string keyId);

    [LoggerMessage(EventId = KeyEvents.HsmFailed, Level = LogLevel.Warning, Message = "Key {Account}/{KeyId}: the HSM does not serve ({Fault}).")]
    public static partial void HsmFailed(this ILogger logger, Exception cause, string account, string keyId, HsmFault fault);

    [LoggerMessage(EventId = KeyEvents.HsmRefused, Level = LogLevel.Error,
        Message = "Key {Account}/{KeyId}: the HSM does not take what is stored for it ({Fault}). Operations with it fail until that is mended.")]
    public static partial void HsmRefused(this ILogger logger, Exception cause, string account, string keyId, HsmFault fault);

    [LoggerMessage(EventId = KeyEvents.VersionMissing, Level = LogLevel.Error,
        Message = "Key {Account}/{KeyId}: the material of version {Version} is not where it must be.")]
    public static partial void VersionMissing(this ILogger logger, string account, string keyId, uint version);

    [LoggerMessage(EventId = KeyEvents.KeyDestroyed, Level = LogLevel.Information, Message = "Key {Account}/{KeyId} has been destroyed; it was due.")]
    public static partial void KeyDestroyed(this ILogger logger, string account, string keyId);

    [LoggerMessage(EventId = KeyEvents.Erased, Level = LogLevel.Information,
        Message = "Key {Account}/{KeyId}: material of destroyed versions was erased from {Pages} pages; {Left} versions are left to do.")]
    public static partial void Erased(this ILogger logger, string account, string keyId, int pages, int left);

    [LoggerMessage(EventId = KeyEvents.Rotated, Level = LogLevel.Information, Message = "Key {Account}/{KeyId} has rotated to version {Version}; it was due.")]
    public static partial void Rotated(this ILogger logger, string account, string keyId, uint version);
}
