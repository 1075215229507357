using System.Collections.Frozen;
using System.Security.Cryptography;
using Kms.Grains.Crypto;
using Kms.Grains.Hsm;

namespace Kms.Silo.Hsm.Software;

/// <summary>The keys of the registered roots, by purpose and generation, and the only three things they do.</summary>
internal sealed class SoftwareRoots : IDisposable
{
    private readonly FrozenDictionary<int, KeyPool<Aes>> _keks;
    private readonly FrozenDictionary<int, KeyPool<IncrementalHash>> _bindings;

    /// <param name="roots">The roots whose keys are wanted; their seeds are not kept.</param>
    public SoftwareRoots(IReadOnlyCollection<RootSeed> roots)
    {
        _keks = roots.Where(root => root.Purpose == RootPurpose.KeyEncryption)
            .ToFrozenDictionary(root => root.Generation, root => new KeyPool<Aes>(RootDerivation.Derive(root), CreateAes));
        _bindings = roots.Where(root => root.Purpose == RootPurpose.Binding)
            .ToFrozenDictionary(root => root.Generation, root => new KeyPool<IncrementalHash>(RootDerivation.Derive(root), CreateMac));
    }

    /// <summary>HMAC-SHA-256 under a binding key.</summary>
    /// <exception cref="HsmException"><see cref="HsmFault.NotAuthentic"/> when there is no such generation here.</exception>
    public void ComputeMac(int generation, ReadOnlySpan<byte> message, Span<byte> destination)
    {
        var pool = Find(_bindings, RootPurpose.Binding, generation);
        var mac = pool.Rent() ?? throw SoftwareHsm.Closed();
        mac.AppendData(message);
        mac.GetHashAndReset(destination);
        pool.Return(mac);
    }

    /// <summary>Wraps a key.</summary>
    public byte[] Wrap(int generation, ReadOnlySpan<byte> material)
    {
        var pool = Find(_keks, RootPurpose.KeyEncryption, generation);
        var kek = pool.Rent() ?? throw SoftwareHsm.Closed();
        var blob = AesKwp.Wrap(kek, material);
        pool.Return(kek);
        return blob;
    }

    /// <summary>Unwraps a key; null when the blob was not wrapped under this key. The caller disposes it.</summary>
    /// <exception cref="HsmException"><see cref="HsmFault.NotAuthentic"/> when there is no such generation here.</exception>
    public SecretBytes? TryUnwrap(int generation, ReadOnlySpan<byte> blob)
    {
        var pool = Find(_keks, RootPurpose.KeyEncryption, generation);
        var kek = pool.Rent() ?? throw SoftwareHsm.Closed();
        var material = AesKwp.TryUnwrap(kek, blob);
        pool.Return(kek);
        return material;
    }

    /// <summary>Zeroes the keys. Calls in flight end normally.</summary>
    public void Dispose()
    {
        foreach (var pool in _keks.Values)
            pool.Dispose();
        foreach (var pool in _bindings.Values)
            pool.Dispose();
    }

    private static KeyPool<T> Find<T>(FrozenDictionary<int, KeyPool<T>> pools, RootPurpose purpose, int generation)
        where T : class, IDisposable =>
        pools.TryGetValue(generation, out var pool)
            ? pool
            : throw new HsmException(HsmFault.NotAuthentic, $"The {RootStart.Name(purpose, generation)} is not in this module.");

    private static Aes CreateAes(SecretBytes key)
    {
        var aes = Aes.Create();
        aes.SetKey(key.ExposeSpan());
        return aes;
    }

    private static IncrementalHash CreateMac(SecretBytes key) =>
        IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key.ExposeSpan());
}
