namespace Kms.Gateway.Limits;

/// <summary>When a request has to be answered, whatever the rest of the service does.</summary>
/// <param name="owner">Gets the timer back.</param>
/// <param name="timer">Fires at that instant.</param>
/// <param name="at">That instant (UTC).</param>
internal sealed class RequestDeadline(Deadlines owner, CancellationTokenSource timer, DateTimeOffset at) : IDisposable
{
    /// <summary>The instant (UTC) that goes with every message into the cluster.</summary>
    public DateTimeOffset At { get; } = at;

    /// <summary>Cancelled at that instant.</summary>
    public CancellationToken Token => timer.Token;

    /// <summary>Stops the clock.</summary>
    public void Dispose() => owner.Return(timer);
}
