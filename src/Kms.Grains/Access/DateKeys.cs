using Kms.Grains.Abstractions.Access;

namespace Kms.Grains.Access;

/// <summary>
/// The first derived keys (kDate) of one access key, so that its secret is opened once a day and not once a request,
/// and with each the last key that it signed with, which saves three of four HMACs for a client that keeps its region.
/// They save work and decide nothing: whether the access key may be used is decided from its snapshot each time.
/// </summary>
/// <remarks>
/// A signature is accepted within minutes of its date only, so an access key has two dates at most in each of two
/// schemes; the revision is part of the entry, so a changed access key never meets an old derivation. A signing key is
/// kept only after it has verified a signature, so nobody without the secret can push one out. Not for use by two
/// threads at once: it belongs to one activation.
/// </remarks>
internal sealed class DateKeys : IDisposable
{
    private const int Capacity = 4;

    private readonly DateKey?[] _entries = new DateKey?[Capacity];
    private int _next;

    /// <summary>The entry of a date, or null when it is not here.</summary>
    public DateKey? Find(long revision, SignatureAlgorithm algorithm, string date)
    {
        foreach (var entry in _entries)
        {
            if (entry is not null && entry.Revision == revision && entry.Algorithm == algorithm && entry.Date == date)
            {
                return entry;
            }
        }

        return null;
    }

    /// <summary>Derives the key of a date from the secret and keeps it in the place of the oldest.</summary>
    public DateKey Add(long revision, SignatureAlgorithm algorithm, string date, ReadOnlySpan<byte> secret)
    {
        _entries[_next]?.Dispose();
        var entry = _entries[_next] = new DateKey(revision, algorithm, date, secret);
        _next = (_next + 1) % Capacity;
        return entry;
    }

    /// <summary>Zeroises everything.</summary>
    public void Dispose()
    {
        for (var i = 0; i < Capacity; i++)
        {
            _entries[i]?.Dispose();
            _entries[i] = null;
        }
    }
}
