using Microsoft.Extensions.Logging;

namespace Kms.Grains.Secrets;

/// <summary>What the grains of secrets write to the log. No template carries names, descriptions or values.</summary>
internal static partial class SecretLog
{
    [LoggerMessage(EventId = SecretEvents.VersionMissing, Level = LogLevel.Error,
        Message = "Secret {Account}/{SecretId}: the record of version {Version} is not there.")]
    public static partial void VersionMissing(this ILogger logger, string account, string secretId, uint version);

    [LoggerMessage(EventId = SecretEvents.OrphanOverwritten, Level = LogLevel.Information,
        Message = "Secret {Account}/{SecretId}: a creation of version {Version} had ended half-way; its record is overwritten.")]
    public static partial void OrphanOverwritten(this ILogger logger, string account, string secretId, uint version);

    [LoggerMessage(EventId = SecretEvents.Erased, Level = LogLevel.Information,
        Message = "Secret {Account}/{SecretId}: {Versions} deleted versions were erased; {Left} are left to do.")]
    public static partial void Erased(this ILogger logger, string account, string secretId, int versions, int left);

    [LoggerMessage(EventId = SecretEvents.PackageRefused, Level = LogLevel.Warning,
        Message = "Account {Account}: an export package was refused: {Reason}.")]
    public static partial void PackageRefused(this ILogger logger, string account, string reason);
}
