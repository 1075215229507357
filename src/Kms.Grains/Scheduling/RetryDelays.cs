using Kms.Grains.Storage;

namespace Kms.Grains.Scheduling;

/// <summary>
/// Counts failures in a row, so that a record that always fails comes back ever more seldom and does not starve the
/// rest. Kept in memory: after a restart it begins anew, which costs a few early tries and nothing else.
/// </summary>
internal sealed class RetryDelays(TimeSpan first, TimeSpan longest)
{
    private readonly Dictionary<RecordId, int> _failures = [];

    /// <summary>The delay after one more failure of a record.</summary>
    public TimeSpan Next(RecordId id)
    {
        var failures = _failures.GetValueOrDefault(id);
        _failures[id] = failures + 1;

        // 2^20 first delays exceed any longest delay that makes sense, and stay far from overflow.
        var delay = first * Math.Pow(2, Math.Min(failures, 20));
        return delay < longest ? delay : longest;
    }

    /// <summary>Forgets the failures of a record that succeeded.</summary>
    public void Succeeded(RecordId id) => _failures.Remove(id);
}
