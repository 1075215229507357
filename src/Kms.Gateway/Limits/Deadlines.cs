using Microsoft.Extensions.ObjectPool;

namespace Kms.Gateway.Limits;

/// <summary>Starts deadlines. Their _timers are used again and again, because nearly none ever fires.</summary>
/// <param name="time">The clock.</param>
/// <param name="length">How long a request may take.</param>
internal sealed class Deadlines(TimeProvider time, TimeSpan length)
{
    private const int Kept = 256;

    // Only _timers of the system's own clock can be set again.
    private readonly ObjectPool<CancellationTokenSource>? _timers = ReferenceEquals(time, TimeProvider.System)
        ? new DefaultObjectPool<CancellationTokenSource>(new Policy(), Kept)
        : null;

    /// <summary>Starts the clock of one request.</summary>
    public RequestDeadline Start()
    {
        var now = time.GetUtcNow();
        if (_timers is null)
        {
            return new RequestDeadline(this, new CancellationTokenSource(length, time), now + length);
        }

        var timer = _timers.Get();
        timer.CancelAfter(length);
        return new RequestDeadline(this, timer, now + length);
    }

    /// <summary>Takes a timer back.</summary>
    public void Return(CancellationTokenSource timer)
    {
        if (_timers is null)
        {
            timer.Dispose();
        }
        else
        {
            _timers.Return(timer);
        }
    }

    private sealed class Policy : IPooledObjectPolicy<CancellationTokenSource>
    {
        public CancellationTokenSource Create() => new();

        // One that has fired, or is about to, cannot be set again.
        public bool Return(CancellationTokenSource timer)
        {
            var isReusable = timer.TryReset();
            if (!isReusable)
            {
                timer.Dispose();
            }

            return isReusable;
        }
    }
}
