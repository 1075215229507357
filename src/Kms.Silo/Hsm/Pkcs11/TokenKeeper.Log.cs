namespace Kms.Silo.Hsm.Pkcs11;

internal sealed partial class TokenKeeper
{
    [LoggerMessage(Pkcs11Events.Opened, LogLevel.Information, "The HSM token {Label} serves: module profile {Profile}, key wrap 0x{KeyWrap:X4}, {Sessions} sessions.")]
    private partial void LogOpened(string label, string profile, uint keyWrap, int sessions);

    [LoggerMessage(Pkcs11Events.LeftBehind, LogLevel.Error, "{Stuck} calls have not come back from the HSM module; the process ends without closing it.")]
    private partial void LogLeftBehind(int stuck);

    [LoggerMessage(Pkcs11Events.CloseFailed, LogLevel.Error, "The HSM module was not closed: {Reason}")]
    private partial void LogCloseFailed(string reason);
}
