using System.Numerics;
using System.Security.Cryptography;
using Kms.Grains.Abstractions.Keys;
using Kms.Grains.Crypto;
using Kms.Grains.Hsm;

namespace Kms.Testing.Hsm;

/// <summary>
/// The port without a module, for tests of what lies above it: its "wrapped" keys hold the material in the clear. It
/// does check bindings and MACs, takes queued one-shot faults, and counts its calls.
/// </summary>
internal sealed class PlainHsm : IHsm
{
    private static readonly byte[] s_bindingKey = [1, 2, 3];

    private readonly Queue<Exception> _faults = [];
    private readonly Lock _lock = new();

    public Protection Protection { get; set; } = Protection.Hsm;

    public int BindingGeneration => 1;

    /// <summary>Calls that generate a key.</summary>
    public int Generated { get; private set; }

    /// <summary>RSA blocks that reached the module.</summary>
    public int Decrypted { get; private set; }

    /// <summary>Runs before a key is generated, e.g. to let somebody else be faster.</summary>
    public Func<Task>? BeforeGenerate { get; set; }

    /// <summary>Keys that were given to <see cref="Forget"/>.</summary>
    public List<WrappedKey> Forgotten { get; } = [];

    /// <summary>Makes the next call but for MACs fail.</summary>
    public void FailNext(Exception fault)
    {
        lock (_lock)
        {
            _faults.Enqueue(fault);
        }
    }

    public async ValueTask<WrappedKey> GenerateAsync(KeyBinding binding, CancellationToken cancellationToken)
    {
        ThrowQueued();
        HsmArguments.RequireGenerate(binding);
        await (BeforeGenerate?.Invoke() ?? Task.CompletedTask);
        Generated++;
        var (blob, publicKey) = binding.Spec == KeySpec.Aes256 ? (RandomNumberGenerator.GetBytes(32), []) : NewRsa();
        return await WrappedKeyMac.SealAsync(binding, new WrappedKey(1, 1, WrapMechanism.AesKwp, "plain", publicKey, blob, []), ComputeMacAsync, cancellationToken);
    }

    public async ValueTask EncryptAsync(KeyBinding binding, WrappedKey key, ReadOnlyMemory<byte> associatedData, ReadOnlyMemory<byte> plaintext, Memory<byte> destination, CancellationToken cancellationToken)
    {
        HsmArguments.RequireEncrypt(binding, plaintext.Length, destination.Length);
        await OpenAsync(binding, key);
        using var aes = new AesGcm(key.Blob, HsmArguments.TagLength);
        RandomNumberGenerator.Fill(destination.Span[..HsmArguments.IvLength]);
        aes.Encrypt(destination.Span[..12], plaintext.Span, destination.Span[12..^16], destination.Span[^16..], associatedData.Span);
    }

    public async ValueTask<bool> DecryptAsync(KeyBinding binding, WrappedKey key, ReadOnlyMemory<byte> associatedData, ReadOnlyMemory<byte> source, Memory<byte> destination, CancellationToken cancellationToken)
    {
        var whole = HsmArguments.RequireDecrypt(binding, source.Length, destination.Length);
        await OpenAsync(binding, key);
        using var aes = new AesGcm(key.Blob, HsmArguments.TagLength);
        try
        {
            if (whole)
            {
                aes.Decrypt(source.Span[..12], source.Span[12..^16], source.Span[^16..], destination.Span, associatedData.Span);
            }

            return whole;
        }
        catch (AuthenticationTagMismatchException)
        {
            return false;
        }
    }

    public async ValueTask<int> DecryptRsaAsync(KeyBinding binding, WrappedKey key, ReadOnlyMemory<byte> block, Memory<byte> destination, CancellationToken cancellationToken)
    {
        var whole = HsmArguments.RequireDecryptRsa(binding, block.Length, destination.Length);
        Decrypted++;
        using var rsa = await OpenRsaAsync(binding, key);
        return whole && Raw(rsa, block.Span) is { } padded ? Pkcs1Unpadding.Unpad(padded, destination.Span) : -1;
    }

    public async ValueTask<byte[]> SignRsaAsync(KeyBinding binding, WrappedKey key, ReadOnlyMemory<byte> data, CancellationToken cancellationToken)
    {
        HsmArguments.RequireSignRsa(binding);
        using var rsa = await OpenRsaAsync(binding, key);
        return rsa.SignData(data.Span, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }

    public async ValueTask<byte[]> GetPublicKeyAsync(KeyBinding binding, WrappedKey key, CancellationToken cancellationToken)
    {
        HsmArguments.RequirePublicKey(binding);
        await OpenAsync(binding, key);
        return key.PublicKey;
    }

    public ValueTask ComputeMacAsync(int bindingGeneration, ReadOnlyMemory<byte> message, Memory<byte> destination, CancellationToken cancellationToken)
    {
        HMACSHA256.HashData([.. s_bindingKey, (byte)bindingGeneration], message.Span, destination.Span);
        return ValueTask.CompletedTask;
    }

    public void Forget(WrappedKey key)
    {
        lock (_lock)
        {
            Forgotten.Add(key);
        }
    }

    public ValueTask CheckAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    private ValueTask OpenAsync(KeyBinding binding, WrappedKey key)
    {
        ThrowQueued();
        return WrappedKeyMac.VerifyAsync(binding, key, ComputeMacAsync, CancellationToken.None);
    }

    private async ValueTask<RSA> OpenRsaAsync(KeyBinding binding, WrappedKey key)
    {
        await OpenAsync(binding, key);
        var rsa = RSA.Create();
        rsa.ImportPkcs8PrivateKey(key.Blob, out _);
        return rsa;
    }

    /// <summary>RSADP (RFC 8017, section 5.1.2); null when the block is not smaller than the modulus.</summary>
    private static byte[]? Raw(RSA rsa, ReadOnlySpan<byte> block)
    {
        var parameters = rsa.ExportParameters(true);
        var (modulus, c) = (Number(parameters.Modulus), Number(block));
        if (c >= modulus)
        {
            return null;
        }

        var padded = new byte[block.Length];
        var message = BigInteger.ModPow(c, Number(parameters.D), modulus).ToByteArray(isUnsigned: true, isBigEndian: true);
        message.CopyTo(padded, padded.Length - message.Length);
        return padded;
    }

    private static BigInteger Number(ReadOnlySpan<byte> bytes) => new(bytes, isUnsigned: true, isBigEndian: true);

    private static (byte[] Blob, byte[] PublicKey) NewRsa()
    {
        using var rsa = RSA.Create(2048);
        return (rsa.ExportPkcs8PrivateKey(), rsa.ExportSubjectPublicKeyInfo());
    }

    private void ThrowQueued()
    {
        lock (_lock)
        {
            if (_faults.TryDequeue(out var fault))
            {
                throw fault;
            }
        }
    }
}
