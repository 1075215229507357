using Kms.Grains.Hsm;
using Kms.Silo.Hsm.Pkcs11.Operations;
using Kms.Silo.Hsm.Pkcs11.Running;

namespace Kms.Silo.Hsm.Pkcs11.Healing;

/// <summary>
/// Looks at the open token once in a while: whether its roots are there (session objects go on working when they are
/// not, so callers may never meet the loss), whether calls hang in it, and whether objects wait to be destroyed.
/// </summary>
internal sealed partial class TokenWatch(TokenState state, TokenRunner runner, Pkcs11Timing timing, TimeProvider time, ILogger logger)
{
    /// <summary>Watches until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(timing.Check, time);
        while (await timer.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false))
        {
            try
            {
                if (state.Fault is null)
                    await LookAsync(state.Serving, cancellationToken).ConfigureAwait(false);
            }
            catch (HsmException)
            {
                // What it means was decided where it was thrown; a busy pool means nothing.
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                LogFailed(exception);
            }
        }
    }

    /// <summary>One MAC under the newest binding key.</summary>
    public async ValueTask CheckAsync(CancellationToken cancellationToken)
    {
        var binding = new RootKey(RootPurpose.Binding, state.Serving.Roots.BindingGeneration);
        var computing = new MacComputing("kms/check/1"u8.ToArray(), new byte[WrappedKeyMac.Length]);
        await runner.RunAsync<RootKey, MacComputing, Nothing>(binding, computing, timing.Call, cancellationToken).ConfigureAwait(false);
    }

    private async Task LookAsync(OpenToken token, CancellationToken cancellationToken)
    {
        if (token.Stuck is > 0 and var stuck)
        {
            token.NoteHang();
            LogHanging(stuck, timing.Call.TotalSeconds);
            return; // one call more would only hang as well
        }

        await BoundedAsync(CheckAsync, cancellationToken).ConfigureAwait(false);
        while (token.Objects.HasDiscarded)
            await BoundedAsync(ct => SweepAsync(token, ct), cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask SweepAsync(OpenToken token, CancellationToken cancellationToken)
    {
        var owner = new RootKey(RootPurpose.KeyEncryption, token.Roots.KekGeneration, token);
        await runner.RunAsync<RootKey, Sweeping, Nothing>(owner, new Sweeping(token), timing.Call, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The first call that hangs does so on its caller's thread: it must not be this one.</summary>
    private async Task BoundedAsync(Func<CancellationToken, ValueTask> call, CancellationToken cancellationToken)
    {
        try
        {
            await Task.Run(async () => await call(cancellationToken).ConfigureAwait(false), cancellationToken).WaitAsync(timing.Call * 2, time, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // It hangs, and the next look counts it.
        }
    }
}
