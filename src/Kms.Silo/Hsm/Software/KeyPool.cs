using Kms.Grains.Crypto;

namespace Kms.Silo.Hsm.Software;

/// <summary>
/// One key and the objects that compute with it, each used by one thread at a time: instances of AesGcm, RSA, Aes and
/// IncrementalHash are not safe for two (on Linux, two threads in one AesGcm can repeat a nonce;
/// https://github.com/dotnet/runtime/issues/53320).
/// </summary>
/// <remarks>
/// Renting and returning take no lock and allocate nothing; only growth does. Disposing zeroes the key at once and
/// frees every instance, those in use when they come back: what is in flight ends normally, and nobody ever computes
/// with a zeroed key.
/// </remarks>
internal sealed class KeyPool<T> : IDisposable
    where T : class, IDisposable
{
    private static readonly int Slots = Math.Min(Environment.ProcessorCount, 16);

    private readonly T?[] _idle = new T?[Slots];
    private readonly Lock _gate = new();
    private readonly SecretBytes _key;
    private readonly Func<SecretBytes, T> _create;
    private volatile bool _disposed;

    /// <param name="key">Owned from now on.</param>
    /// <param name="create">Makes an instance; it must not keep the bytes it is shown.</param>
    public KeyPool(SecretBytes key, Func<SecretBytes, T> create) => (_key, _create) = (key, create);

    /// <summary>An instance for the caller alone until it is returned or disposed; null once the pool is disposed.</summary>
    public T? Rent()
    {
        var start = Thread.GetCurrentProcessorId();
        for (var i = 0; i < Slots; i++)
        {
            ref var slot = ref _idle[(uint)(start + i) % (uint)Slots];
            if (Volatile.Read(ref slot) is not null && Interlocked.Exchange(ref slot, null) is { } instance)
                return instance;
        }

        return Create();
    }

    /// <summary>Gives an instance back whose last operation ended in a known state. Any other is not given back.</summary>
    public void Return(T instance)
    {
        var start = Thread.GetCurrentProcessorId();
        for (var i = 0; i < Slots; i++)
        {
            ref var slot = ref _idle[(uint)(start + i) % (uint)Slots];
            if (Volatile.Read(ref slot) is not null || Interlocked.CompareExchange(ref slot, instance, null) is not null)
                continue;
            if (_disposed)
                FreeIdle();
            return;
        }

        instance.Dispose();
    }

    /// <summary>Zeroes the key and frees the instances; a second time does nothing.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            _key.Dispose();
        }

        // Return sets its slot before it reads _disposed, so one of the two frees every instance.
        FreeIdle();
    }

    private T? Create()
    {
        lock (_gate)
            return _disposed ? null : _create(_key);
    }

    private void FreeIdle()
    {
        for (var i = 0; i < Slots; i++)
            Interlocked.Exchange(ref _idle[i], null)?.Dispose();
    }
}
