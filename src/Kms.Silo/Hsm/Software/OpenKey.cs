using System.Security.Cryptography;
using Kms.Grains.Abstractions.Keys;
using Kms.Grains.Crypto;
using Kms.Grains.Hsm;

namespace Kms.Silo.Hsm.Software;

/// <summary>
/// A wrapped key that is opened once, by whoever comes first, and used by everybody: the entry of <see cref="OpenKeyCache"/>.
/// </summary>
internal sealed class OpenKey(WrappedKey wrapped) : IDisposable
{
    private readonly Lock _gate = new();
    private volatile Content? _content;
    private volatile bool _ended;

    /// <summary>What the caller presented, of which nothing was believed before it was opened.</summary>
    public WrappedKey Wrapped { get; } = wrapped;

    /// <summary>Used since the cache last looked.</summary>
    public bool Used { get; set; }

    /// <summary>Whether it could not be opened or was closed; it stays so.</summary>
    public bool HasEnded => _ended;

    /// <summary>Whether it was opened for a binding; false when it was not opened.</summary>
    /// <exception cref="HsmException"><see cref="HsmFault.NotAuthentic"/> when it was opened for another one.</exception>
    public bool IsOpenFor(KeyBinding binding)
    {
        if (_content is not { } content)
            return false;
        if (!binding.Equals(content.Binding))
            throw WrappedKeyMac.NotAuthentic(binding, "it was wrapped for another binding");
        if (!Used)
            Used = true;
        return true;
    }

    /// <summary>Opens it unless it is open. Others wait, and then find it open or try for themselves.</summary>
    /// <returns>Whether this call opened it; null when the entry has ended and another must be found.</returns>
    public bool? Open(KeyBinding binding, Func<KeyBinding, WrappedKey, SecretBytes> unwrap)
    {
        lock (_gate)
        {
            if (_ended)
                return null;
            if (IsOpenFor(binding))
                return false;
            try
            {
                _content = new Content(binding, unwrap(binding, Wrapped));
                return true;
            }
            finally
            {
                _ended = _content is null;
            }
        }
    }

    /// <summary>An AES-GCM object for the caller alone; null when the entry has ended.</summary>
    public AesGcm? RentAes() => _content!.Aes!.Rent();

    /// <summary>Gives it back.</summary>
    public void Return(AesGcm aes) => _content!.Aes!.Return(aes);

    /// <summary>An RSA object for the caller alone; null when the entry has ended.</summary>
    public RSA? RentRsa() => _content!.Rsa!.Rent();

    /// <summary>Gives it back.</summary>
    public void Return(RSA rsa) => _content!.Rsa!.Return(rsa);

    /// <summary>Zeroes the key. Operations in flight end normally.</summary>
    public void Dispose()
    {
        lock (_gate)
            _ended = true;
        _content?.Dispose();
    }

    private sealed class Content(KeyBinding binding, SecretBytes material) : IDisposable
    {
        public KeyBinding Binding { get; } = binding;

        public KeyPool<AesGcm>? Aes { get; } = binding.Spec == KeySpec.Aes256 ? new KeyPool<AesGcm>(material, CreateAes) : null;

        public KeyPool<RSA>? Rsa { get; } = binding.Spec == KeySpec.Rsa2048 ? new KeyPool<RSA>(material, CreateRsa) : null;

        public void Dispose()
        {
            Aes?.Dispose();
            Rsa?.Dispose();
        }

        private static AesGcm CreateAes(SecretBytes key) => new(key.ExposeSpan(), HsmArguments.TagLength);

        private static RSA CreateRsa(SecretBytes privateKeyInfo)
        {
            var rsa = RSA.Create();
            rsa.ImportPkcs8PrivateKey(privateKeyInfo.ExposeSpan(), out _);
            return rsa;
        }
    }
}
