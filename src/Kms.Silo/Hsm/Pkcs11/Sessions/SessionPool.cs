using Kms.Grains.Hsm;

namespace Kms.Silo.Hsm.Pkcs11.Sessions;

/// <summary>
/// Sessions, each rented to one caller at a time: at once when one is free, else first come, first served, up to a
/// deadline. A session that was spoilt is replaced away from the path of the calls.
/// </summary>
/// <param name="sessions">All of them, free.</param>
/// <param name="replace">Closes a spoilt session and opens another; null when that is not possible for now.</param>
/// <param name="wait">The deadline.</param>
/// <param name="exhausted">What to say when it passes; names the setting.</param>
/// <param name="stuckAfter">A call that is in the module for longer does not count as coming back.</param>
internal sealed class SessionPool(
    IReadOnlyList<TokenSession> sessions,
    Func<TokenSession, Task<TokenSession?>> replace,
    TimeSpan wait,
    string exhausted,
    TimeSpan stuckAfter,
    TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly Stack<TokenSession> _free = new(sessions);
    private readonly List<TokenSession> _all = [.. sessions];
    private readonly LinkedList<TaskCompletionSource<TokenSession?>> _waiting = new();
    private readonly TaskCompletionSource _quiet = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _isClosed;
    private int _replacing;

    /// <summary>How many calls are in the module for longer than they should.</summary>
    public int Stuck
    {
        get
        {
            lock (_gate)
                return _all.Count(session => session.InModuleFor > stuckAfter);
        }
    }

    /// <summary>A session, when one is free and nobody waits for it.</summary>
    public bool TryRent(out TokenSession session)
    {
        lock (_gate)
        {
            if (!_isClosed && _free.TryPop(out session!))
                return true;
        }

        session = null!;
        return false;
    }

    /// <summary>A session, now or within the deadline.</summary>
    /// <returns>Null when the pool was closed, because the token is opened anew.</returns>
    /// <exception cref="HsmException"><see cref="HsmFault.Busy"/> after the deadline; <see cref="HsmFault.Unavailable"/> when every session hangs.</exception>
    public async ValueTask<TokenSession?> RentAsync(CancellationToken cancellationToken)
    {
        LinkedListNode<TaskCompletionSource<TokenSession?>> node;
        lock (_gate)
        {
            if (_isClosed)
                return null;
            if (_free.TryPop(out var session))
                return session;
            ThrowWhenAllHang();
            node = _waiting.AddLast(new TaskCompletionSource<TokenSession?>(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        try
        {
            return await node.Value.Task.WaitAsync(wait, time, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            return GiveUp(node) ? throw new HsmException(HsmFault.Busy, exhausted) : await node.Value.Task.ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            if (!GiveUp(node) && await node.Value.Task.ConfigureAwait(false) is { } session)
                Return(session);
            throw;
        }
    }

    /// <summary>Gives a session back, to the longest waiting caller if there is one.</summary>
    public void Return(TokenSession session)
    {
        lock (_gate)
        {
            if (session.IsTainted && !_isClosed)
            {
                _all.Remove(session);
                _replacing++;
                _ = ReplaceAsync(session);
                return;
            }

            if (_isClosed || _waiting.First is not { } first)
            {
                _free.Push(session);
                SignalWhenQuiet();
                return;
            }

            _waiting.RemoveFirst();
            first.Value.SetResult(session);
        }
    }

    /// <summary>Rents nothing any more, and waits until every session is back.</summary>
    /// <returns>False when some were not back in time.</returns>
    public async Task<bool> CloseAsync(TimeSpan limit)
    {
        lock (_gate)
        {
            _isClosed = true;
            foreach (var waiter in _waiting)
                waiter.SetResult(null);
            _waiting.Clear();
            SignalWhenQuiet();
        }

        try
        {
            await _quiet.Task.WaitAsync(limit, time).ConfigureAwait(false);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    /// <summary>A spoilt session is closed and replaced on another thread, since closing takes longer the more objects live.</summary>
    private async Task ReplaceAsync(TokenSession spoilt)
    {
        TokenSession? fresh = null;
        try
        {
            fresh = await Task.Run(() => replace(spoilt)).ConfigureAwait(false);
        }
        finally
        {
            Enter(fresh);
        }
    }

    private void Enter(TokenSession? fresh)
    {
        lock (_gate)
        {
            _replacing--;
            if (fresh is not null)
                _all.Add(fresh);
            else
                SignalWhenQuiet();
        }

        if (fresh is not null)
            Return(fresh);
    }

    /// <returns>False when a session was handed over in the meantime.</returns>
    private bool GiveUp(LinkedListNode<TaskCompletionSource<TokenSession?>> node)
    {
        lock (_gate)
        {
            if (node.List is null)
                return false;
            _waiting.Remove(node);
            return true;
        }
    }

    private void ThrowWhenAllHang()
    {
        if (_all.Count > 0 && _all.TrueForAll(session => session.InModuleFor > stuckAfter))
            throw new HsmException(HsmFault.Unavailable, $"All {_all.Count} sessions are in calls that the module has not ended for {stuckAfter.TotalSeconds:0} s.");
    }

    private void SignalWhenQuiet()
    {
        if (_isClosed && _replacing == 0 && _free.Count == _all.Count)
            _quiet.TrySetResult();
    }
}
