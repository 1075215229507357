using Kms.Grains.Hsm;
using Kms.Silo.Hsm.Pkcs11.Opening;

namespace Kms.Silo.Hsm.Pkcs11.Healing;

/// <summary>
/// Opens a lost token anew, one healing at a time, until it serves again or the module is closed. While only the roots
/// are lost, what is left of the old opening goes on serving until the token is back.
/// </summary>
internal sealed partial class TokenHealer(
    TokenState state,
    TokenOpening opening,
    TokenPresence presence,
    NativeSteps steps,
    Pkcs11Timing timing,
    TimeProvider time,
    ILogger logger)
{
    /// <summary>Heals. Ends when the token serves again; with an exception only when cancelled.</summary>
    /// <param name="lost">The opening of which something is lost.</param>
    public async Task HealAsync(OpenToken lost, IRootRegistry registry, CancellationToken cancellationToken)
    {
        LogLost(state.Fault);
        var started = time.GetTimestamp();
        for (var pause = timing.FirstPause; ; pause = Longer(pause))
        {
            try
            {
                if (await TryAsync(lost, registry, cancellationToken).ConfigureAwait(false))
                {
                    LogHealed(time.GetElapsedTime(started).TotalSeconds);
                    return;
                }
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                LogAttemptFailed(exception.Message, pause.TotalSeconds);
                if (!state.Serves(lost))
                    state.Close(exception.Message);
            }

            await Task.Delay(pause, time, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<bool> TryAsync(OpenToken lost, IRootRegistry registry, CancellationToken cancellationToken)
    {
        if (state.Serves(lost) && !await steps.RunAsync("C_GetTokenInfo", timing.Call, () => presence.IsBack(lost), cancellationToken).ConfigureAwait(false))
            return false;

        if (state.Serves(lost))
            state.Close("The token is being opened anew.");
        if (!await lost.CloseAsync(timing.Quiet).ConfigureAwait(false))
            throw new HsmException(HsmFault.Unavailable, $"{lost.Stuck} calls have not come back from the module, and it cannot be opened anew under them. If they never do, the process must be restarted.");

        await opening.CloseAsync(timing.Opening, cancellationToken).ConfigureAwait(false);
        state.Open(await opening.OpenAsync(registry, mayCreate: false, cancellationToken).ConfigureAwait(false));
        return true;
    }

    private TimeSpan Longer(TimeSpan pause) => pause * 2 < timing.LongestPause ? pause * 2 : timing.LongestPause;
}
