namespace Kms.Silo.Hsm.Pkcs11.Healing;

internal sealed partial class TokenWatch
{
    [LoggerMessage(Pkcs11Events.Hanging, LogLevel.Error, "{Stuck} calls have been in the HSM module for more than {Seconds} s. Other sessions go on serving; if the calls never come back, the process must be restarted.")]
    private partial void LogHanging(int stuck, double seconds);

    [LoggerMessage(Pkcs11Events.WatchFailed, LogLevel.Error, "Looking at the HSM token failed.")]
    private partial void LogFailed(Exception exception);
}
