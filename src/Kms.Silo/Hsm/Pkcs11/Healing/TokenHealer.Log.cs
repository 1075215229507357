namespace Kms.Silo.Hsm.Pkcs11.Healing;

internal sealed partial class TokenHealer
{
    [LoggerMessage(Pkcs11Events.Lost, LogLevel.Error, "The HSM token is lost: {Reason}. It is opened anew until that succeeds.")]
    private partial void LogLost(string? reason);

    [LoggerMessage(Pkcs11Events.AttemptFailed, LogLevel.Warning, "The HSM token was not opened: {Reason} Next attempt in {PauseSeconds} s.")]
    private partial void LogAttemptFailed(string reason, double pauseSeconds);

    [LoggerMessage(Pkcs11Events.Healed, LogLevel.Warning, "The HSM token serves again after {Seconds:0.0} s.")]
    private partial void LogHealed(double seconds);
}
