using Microsoft.Extensions.Logging;

namespace Kms.Grains.Storage;

internal sealed partial class Records
{
    [LoggerMessage(EventId = StorageEvents.NotAuthentic, Level = LogLevel.Error,
        Message = "Record {Kind} {Account}/{Id} revision {Revision} is not authentic under binding key generation {Generation}: edited, moved or put there by somebody else. It is refused.")]
    private partial void LogNotAuthentic(string kind, string account, string id, long revision, int generation);

    [LoggerMessage(EventId = StorageEvents.HigherSchema, Level = LogLevel.Error,
        Message = "Record {Kind} {Account}/{Id} has schema {Schema}, this version knows {Known}: a newer version has written it. It is refused.")]
    private partial void LogHigherSchema(string kind, string account, string id, int schema, int known);

    [LoggerMessage(EventId = StorageEvents.Damaged, Level = LogLevel.Error,
        Message = "Record {Kind} {Account}/{Id} is damaged. It is refused.")]
    private partial void LogDamaged(Exception cause, string kind, string account, string id);
}
