using System.Security.Cryptography;
using Kms.Grains.Abstractions.Access;

namespace Kms.Grains.Access;

/// <summary>
/// The first derived keys (kDate) of one access key, so that its secret is opened once a day and not once a request.
/// They save work and decide nothing: whether the access key may be used is decided from its snapshot each time.
/// </summary>
/// <remarks>
/// A signature is accepted within minutes of its date only, so an access key has two dates at most in each of two
/// schemes; the revision is part of the entry, so a changed access key never meets an old derivation. Not for use by
/// two threads at once: it belongs to one activation.
/// </remarks>
internal sealed class DateKeys : IDisposable
{
    private const int Capacity = 4;

    private readonly Entry?[] _entries = new Entry?[Capacity];
    private int _next;

    /// <summary>The key, or empty when it is not here.</summary>
    public ReadOnlySpan<byte> Find(long revision, SignatureAlgorithm algorithm, string date)
    {
        foreach (var entry in _entries)
        {
            if (entry is not null && entry.Revision == revision && entry.Algorithm == algorithm && entry.Date == date)
            {
                return entry.Key;
            }
        }

        return default;
    }

    /// <summary>Derives the key from the secret and keeps it in the place of the oldest.</summary>
    public ReadOnlySpan<byte> Add(long revision, SignatureAlgorithm algorithm, string date, ReadOnlySpan<byte> secret)
    {
        var key = GC.AllocateArray<byte>(SigningKey.Size, pinned: true);
        SigningKey.DeriveDateKey(algorithm, secret, date, key);
        Zeroise(_next);
        _entries[_next] = new Entry(revision, algorithm, date, key);
        _next = (_next + 1) % Capacity;
        return key;
    }

    /// <summary>Zeroises everything.</summary>
    public void Dispose()
    {
        for (var i = 0; i < Capacity; i++)
        {
            Zeroise(i);
        }
    }

    private void Zeroise(int index)
    {
        if (_entries[index] is { } entry)
        {
            CryptographicOperations.ZeroMemory(entry.Key);
            _entries[index] = null;
        }
    }

    private sealed record Entry(long Revision, SignatureAlgorithm Algorithm, string Date, byte[] Key)
    {
        public override string ToString() => nameof(Entry);
    }
}
