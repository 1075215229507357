using System.Diagnostics;
using Kms.Grains.Hsm;
using Kms.Silo.Hsm.Pkcs11.Healing;
using Kms.Silo.Hsm.Pkcs11.Native;
using Kms.Silo.Hsm.Pkcs11.Operations;
using Net.Pkcs11Interop.Common;

namespace Kms.Silo.Hsm.Pkcs11.Running;

/// <summary>
/// Runs operations: key and session at once when both are at hand, on the caller's thread while the module is fast, and
/// what to do when a call fails.
/// </summary>
/// <remarks>
/// Threads. A call on the caller's thread costs no hop, and a fast module is gone before a hop would be done. It blocks a
/// thread of the pool, so at most one per session: the pool's minimum is raised by that number when the module is
/// opened, and what else runs there never waits for threads. When calls are slow on average, or one has hung, calls are
/// made on another thread, so that a turn of a grain is not held up, and callers of a call that does not return are let
/// go after <see cref="Pkcs11Timing.Call"/>; the session's memory, not the caller's, is what the module then still has.
/// </remarks>
internal sealed class TokenRunner(TokenState state, TimeProvider time)
{
    /// <summary>Runs an operation.</summary>
    /// <param name="limit">How long a call on another thread is waited for.</param>
    /// <exception cref="HsmException">It could not be done.</exception>
    public ValueTask<TResult> RunAsync<TKey, TOperation, TResult>(TKey key, TOperation operation, TimeSpan limit, CancellationToken cancellationToken)
        where TKey : struct, IKeySource
        where TOperation : struct, ITokenOperation<TResult>
    {
        cancellationToken.ThrowIfCancellationRequested();
        var token = key.Only ?? state.Serving;
        var sessions = key.Sessions(token);
        if (!key.TryLease(token, out var lease))
            return RunSlowlyAsync<TKey, TOperation, TResult>(key, operation, limit, null, default, cancellationToken);
        if (!sessions.TryRent(out var session))
        {
            lease.Release();
            return RunSlowlyAsync<TKey, TOperation, TResult>(key, operation, limit, null, default, cancellationToken);
        }

        var attempt = new Attempt(token, sessions, session, lease);
        if (token.MustHop(session))
            return RunSlowlyAsync<TKey, TOperation, TResult>(key, operation, limit, attempt, null, cancellationToken);

        var code = RunHere(attempt, ref operation, out TResult? result);
        if (code != CKR.CKR_OK)
            return RunSlowlyAsync<TKey, TOperation, TResult>(key, operation, limit, attempt, code, cancellationToken);

        attempt.End();
        return new ValueTask<TResult>(result!);
    }

    /// <param name="attempt">What is held already.</param>
    /// <param name="code">How the call with it ended, if it was made.</param>
    private async ValueTask<TResult> RunSlowlyAsync<TKey, TOperation, TResult>(TKey key, TOperation operation, TimeSpan limit, Attempt? attempt, CKR? code, CancellationToken cancellationToken)
        where TKey : struct, IKeySource
        where TOperation : struct, ITokenOperation<TResult>
    {
        for (var isRepeated = false; ; isRepeated = true)
        {
            var held = attempt ?? await AcquireAsync(key, cancellationToken).ConfigureAwait(false);
            TResult? result = default;
            if (code is null)
                (code, result) = await CallAsync<TOperation, TResult>(held, operation, limit).ConfigureAwait(false);
            if (code == CKR.CKR_OK)
            {
                held.End();
                return result!;
            }

            if (await JudgeAsync(key, held, code.Value, isRepeated, limit).ConfigureAwait(false) == Verdict.DataAtFault && operation.TryReject(out var rejection))
                return rejection;
            if (isRepeated)
                throw new HsmException(HsmFault.Unavailable, $"The module failed twice with {key.Name}, the second time with {Faults.Name(code.Value)}.");
            (attempt, code) = (null, null);
        }
    }

    private async ValueTask<Attempt> AcquireAsync<TKey>(TKey key, CancellationToken cancellationToken)
        where TKey : struct, IKeySource
    {
        // When the token is opened anew in between, its sessions are gone and the new opening is asked.
        while (true)
        {
            var token = key.Only ?? state.Serving;
            var sessions = key.Sessions(token);
            var lease = await key.LeaseAsync(token, cancellationToken).ConfigureAwait(false);
            var isHeld = false;
            try
            {
                if (await sessions.RentAsync(cancellationToken).ConfigureAwait(false) is { } session)
                {
                    isHeld = true;
                    return new Attempt(token, sessions, session, lease);
                }

                if (key.Only is not null)
                    throw new HsmException(HsmFault.Unavailable, "The token is being opened anew.");
            }
            finally
            {
                if (!isHeld)
                    lease.Release();
            }
        }
    }

    private async ValueTask<(CKR Code, TResult? Result)> CallAsync<TOperation, TResult>(Attempt held, TOperation operation, TimeSpan limit)
        where TOperation : struct, ITokenOperation<TResult>
    {
        if (!held.Token.MustHop(held.Session))
            return (RunHere(held, ref operation, out TResult? here), here);

        operation.Load(held.Session);
        var code = await HopAsync(held, () => held.Session.Enter(ref operation, held.Key.Handle, Stopwatch.GetTimestamp()), limit).ConfigureAwait(false);
        var result = code == CKR.CKR_OK ? operation.Complete(held.Session) : default;
        held.Session.Clear();
        return (code, result);
    }

    /// <summary>A call on another thread, which the caller stops waiting for after the limit.</summary>
    private async ValueTask<CKR> HopAsync(Attempt held, Func<CKR> call, TimeSpan limit)
    {
        var running = Task.Run(call);
        try
        {
            return await running.WaitAsync(limit, time).ConfigureAwait(false);
        }
        catch (TimeoutException exception)
        {
            held.Token.NoteHang();
            _ = EndWhenBackAsync(running, held);
            throw new HsmException(HsmFault.Unavailable, $"A call has been in the module for {limit.TotalSeconds:0} s.", exception);
        }
    }

    private static async Task EndWhenBackAsync(Task call, Attempt held)
    {
        await call.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        held.Session.Clear();
        held.EndSpoilt();
    }

    private static CKR RunHere<TOperation, TResult>(Attempt held, ref TOperation operation, out TResult? result)
        where TOperation : struct, ITokenOperation<TResult>
    {
        var isBack = false;
        try
        {
            var code = held.Session.Run(ref operation, held.Key.Handle, out result);
            isBack = true;
            return code;
        }
        finally
        {
            if (!isBack)
                held.EndSpoilt();
        }
    }

    /// <summary>Ends an attempt that failed.</summary>
    /// <returns>Whose fault it was, when the token may serve the caller yet.</returns>
    private async ValueTask<Verdict> JudgeAsync<TKey>(TKey key, Attempt held, CKR code, bool isRepeated, TimeSpan limit)
        where TKey : struct, IKeySource
    {
        switch (Faults.Classify(code))
        {
            case FaultClass.Data:
                held.End();
                return Verdict.DataAtFault;
            case FaultClass.Ambiguous:
                return await JudgeByCanaryAsync(key, held, code, limit).ConfigureAwait(false);
            case FaultClass.Object when !key.IsRoot:
                held.Token.Objects.Remove(held.Key.Entry!);
                held.End();
                return Verdict.Repeat;
            case FaultClass.Session when !isRepeated:
                held.EndSpoilt();
                return Verdict.Repeat;
            case FaultClass.Stop:
                held.EndSpoilt();
                throw new HsmException(HsmFault.Refused, $"The module answered {Faults.Name(code)} to a call with the {key.Name}.");
            default:
                held.EndSpoilt();
                throw Lose(key, held.Token, code, $"A call with the {key.Name} answered {Faults.Name(code)}");
        }
    }

    /// <summary>The module did not say whose fault it was. Whoever sends junk must not be able to have the token opened anew.</summary>
    private async ValueTask<Verdict> JudgeByCanaryAsync<TKey>(TKey key, Attempt held, CKR code, TimeSpan limit)
        where TKey : struct, IKeySource
    {
        var canary = held.Token.MustHop(held.Session)
            ? await HopAsync(held, () => key.CallCanary(held.Token, held.Session), limit).ConfigureAwait(false)
            : key.CallCanary(held.Token, held.Session);
        if (canary == CKR.CKR_OK)
        {
            held.End();
            return Verdict.DataAtFault;
        }

        held.EndSpoilt();
        return Faults.Classify(canary) == FaultClass.Session
            ? Verdict.Repeat
            : throw Lose(key, held.Token, canary, $"A call with the {key.Name} answered {Faults.Name(code)}, and the canary {Faults.Name(canary)}");
    }

    /// <summary>A root can be gone while the session objects live on; anything else means that nothing is left.</summary>
    private HsmException Lose<TKey>(TKey key, OpenToken token, CKR code, string reason)
        where TKey : struct, IKeySource
    {
        var onlyRoots = key.IsRoot && Faults.Classify(code) is FaultClass.Object or FaultClass.Ambiguous;
        return state.Lose(token, onlyRoots ? Loss.Roots : Loss.Everything, reason);
    }

    private enum Verdict
    {
        Repeat = 0,
        DataAtFault = 1,
    }
}
