using System.Diagnostics;

namespace Kms.Silo.Hsm.Pkcs11.Sessions;

/// <summary>
/// A running average of how long a session's calls stay in the module. Below the threshold a call is made on the
/// caller's thread, because a hop to another thread costs more than the call (9 us for 1 KiB on SoftHSM); above it
/// the caller, which is a turn of a grain, must not be held up, and the hop is what costs nothing.
/// </summary>
internal sealed class Pace
{
    /// <summary>A call on the caller's thread may take this long on average. RSA-2048 in software stays below it.</summary>
    private static readonly long Slow = Stopwatch.Frequency / 1000;

    /// <summary>The average must fall this far before calls are made on the caller's thread again.</summary>
    private static readonly long Fast = Slow / 2;

    /// <summary>More than this is no pace but an accident (a descheduled thread, code that is compiled): it counts as this.</summary>
    private static readonly long Longest = Slow * 4;

    /// <summary>Weight of one call: a sixteenth. Five accidents in a row are needed to change the pace.</summary>
    private const int Shift = 4;

    private long _average;
    private volatile bool _isSlow;

    /// <summary>Whether calls are made on a thread of their own.</summary>
    public bool IsSlow => _isSlow;

    /// <summary>Counts one call. Only the session's owner calls this.</summary>
    /// <param name="ticks">Of <see cref="Stopwatch"/>.</param>
    public void Add(long ticks)
    {
        _average += (Math.Min(ticks, Longest) - _average) >> Shift;
        _isSlow = _isSlow ? _average > Fast : _average > Slow;
    }
}
