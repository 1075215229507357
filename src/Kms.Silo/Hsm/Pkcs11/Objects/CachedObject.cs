using Kms.Grains.Hsm;

namespace Kms.Silo.Hsm.Pkcs11.Objects;

/// <summary>
/// An unwrapped key in the token and how many use it. Destroying an object under a running call makes modules answer
/// wrong errors (an intact ciphertext reported corrupt), so it is destroyed after the last lease.
/// </summary>
/// <param name="binding">Whose key it is: what its MAC was verified for.</param>
/// <param name="key">As it was verified.</param>
/// <param name="handle">CK_OBJECT_HANDLE.</param>
/// <param name="destroy">Takes the handle after the last lease.</param>
internal sealed class CachedObject(KeyBinding binding, WrappedKey key, ulong handle, Action<ulong> destroy)
{
    /// <summary>The cache's own lease, and one per call.</summary>
    private int _leases = 1;

    /// <summary>As it was verified.</summary>
    public WrappedKey Key => key;

    /// <summary>CK_OBJECT_HANDLE; valid while a lease is held.</summary>
    public ulong Handle => handle;

    /// <summary>Whether it was used since the cache last looked for something to evict.</summary>
    public bool WasUsed { get; set; }

    /// <summary>Whether it was verified for this owner. The comparer of the cache has compared the wrapped key.</summary>
    public bool IsFor(KeyBinding other) => ReferenceEquals(binding, other) || binding.Equals(other);

    /// <summary>One more lease, unless the last one is gone.</summary>
    public bool TryLease()
    {
        for (var leases = Volatile.Read(ref _leases); leases > 0;)
        {
            var seen = Interlocked.CompareExchange(ref _leases, leases + 1, leases);
            if (seen == leases)
                return true;
            leases = seen;
        }

        return false;
    }

    /// <summary>Gives one lease back.</summary>
    public void Release()
    {
        if (Interlocked.Decrement(ref _leases) == 0)
            destroy(handle);
    }
}
