namespace Kms.Silo.Storage.Postgres;

/// <summary>
/// Answers at once while the database is away: after a few failures in a row only one call in every interval is let
/// through, and the first that succeeds opens the way for all.
/// </summary>
internal sealed class Breaker(TimeProvider time)
{
    /// <summary>Failures in a row that are taken for an outage. One or two may be idle connections that a restart has cut.</summary>
    public const int Threshold = 3;

    private readonly Lock _lock = new();
    private int _failures;
    private long _nextProbe;

    /// <summary>How often a call is let through during an outage.</summary>
    public static TimeSpan ProbeInterval { get; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Whether a call would be let through now.</summary>
    public bool MayEnter
    {
        get
        {
            lock (_lock)
            {
                return _failures < Threshold || time.GetTimestamp() >= _nextProbe;
            }
        }
    }

    /// <summary>Lets a call through, or not. During an outage the one that is let through is the probe of its interval.</summary>
    public bool TryEnter()
    {
        lock (_lock)
        {
            if (_failures < Threshold)
            {
                return true;
            }

            var now = time.GetTimestamp();
            if (now < _nextProbe)
            {
                return false;
            }

            _nextProbe = Later(now);
            return true;
        }
    }

    /// <summary>A call was answered by the database.</summary>
    public void Succeeded()
    {
        lock (_lock)
        {
            _failures = 0;
        }
    }

    /// <summary>A call was not answered.</summary>
    /// <returns>True when this failure makes it an outage.</returns>
    public bool Failed()
    {
        lock (_lock)
        {
            _failures = Math.Min(_failures + 1, Threshold + 1);
            if (_failures != Threshold)
            {
                return false;
            }

            _nextProbe = Later(time.GetTimestamp());
            return true;
        }
    }

    private long Later(long now) => now + (long)(ProbeInterval.TotalSeconds * time.TimestampFrequency);
}
