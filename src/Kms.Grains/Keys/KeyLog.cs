using Microsoft.Extensions.Logging;

namespace Kms.Grains.Keys;

/// <summary>What the grains of keys write to the log. No template carries names, descriptions, data or material.</summary>
internal static partial class KeyLog
{
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
