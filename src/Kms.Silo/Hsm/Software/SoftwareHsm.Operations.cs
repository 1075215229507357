using System.Security.Cryptography;
using Kms.Grains.Abstractions.Keys;
using Kms.Grains.Crypto;
using Kms.Grains.Hsm;

namespace Kms.Silo.Hsm.Software;

internal sealed partial class SoftwareHsm
{
    private static WrappedKey Generate(OpenState state, KeyBinding binding)
    {
        using var material = KeyFactory.Create(binding.Spec, out var publicKey);
        var blob = state.Roots.Wrap(state.KekGeneration, material.ExposeSpan());
        var mac = new byte[WrappedKeyMac.Length];
        var key = new WrappedKey(state.BindingGeneration, state.KekGeneration, WrapMechanism.AesKwp, Profile, publicKey, blob, mac);
        state.Roots.ComputeMac(state.BindingGeneration, WrappedKeyMac.Message(binding, key).Span, mac);
        return key;
    }

    private static SecretBytes Unwrap(SoftwareRoots roots, KeyBinding binding, WrappedKey key)
    {
        Span<byte> mac = stackalloc byte[WrappedKeyMac.Length];
        roots.ComputeMac(key.BindingGeneration, WrappedKeyMac.Message(binding, key).Span, mac);
        WrappedKeyMac.Require(binding, key, mac);

        if (key.Mechanism != WrapMechanism.AesKwp)
            throw WrappedKeyMac.NotAuthentic(binding, $"its mechanism {key.Mechanism} is not known here");
        var material = roots.TryUnwrap(key.KekGeneration, key.Blob)
            ?? throw WrappedKeyMac.NotAuthentic(binding, $"its blob does not open under {RootStart.Name(RootPurpose.KeyEncryption, key.KekGeneration)}");
        if (binding.Spec != KeySpec.Aes256 || material.Length == KeyFactory.AesLength)
            return material;
        material.Dispose();
        throw WrappedKeyMac.NotAuthentic(binding, "its blob is not an AES-256 key");
    }

    private void Encrypt(KeyBinding binding, WrappedKey key, ReadOnlySpan<byte> associatedData, ReadOnlySpan<byte> plaintext, Span<byte> destination)
    {
        var aes = RentAes(binding, key, out var open);
        var iv = destination[..HsmArguments.IvLength];
        RandomNumberGenerator.Fill(iv);
        aes.Encrypt(iv, plaintext, destination[HsmArguments.IvLength..^HsmArguments.TagLength], destination[^HsmArguments.TagLength..], associatedData);
        open.Return(aes);
    }

    private bool Decrypt(KeyBinding binding, WrappedKey key, ReadOnlySpan<byte> associatedData, ReadOnlySpan<byte> source, Span<byte> destination)
    {
        var aes = RentAes(binding, key, out var open);
        try
        {
            aes.Decrypt(source[..HsmArguments.IvLength], source[HsmArguments.IvLength..^HsmArguments.TagLength], source[^HsmArguments.TagLength..], destination, associatedData);
        }
        catch (AuthenticationTagMismatchException)
        {
            CryptographicOperations.ZeroMemory(destination);
            open.Return(aes);
            return false;
        }

        open.Return(aes);
        return true;
    }

    private int DecryptRsa(KeyBinding binding, WrappedKey key, ReadOnlySpan<byte> block, Span<byte> destination)
    {
        var rsa = RentRsa(binding, key, out var open);
        try
        {
            _padding.Require(rsa);
            return rsa.Decrypt(block, destination, RSAEncryptionPadding.Pkcs1);
        }
        catch (CryptographicException)
        {
            CryptographicOperations.ZeroMemory(destination);
            return -1;
        }
        finally
        {
            open.Return(rsa);
        }
    }

    private byte[] SignRsa(KeyBinding binding, WrappedKey key, ReadOnlySpan<byte> data)
    {
        var rsa = RentRsa(binding, key, out var open);
        var signature = new byte[HsmArguments.RsaBlockLength];
        rsa.SignData(data, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        open.Return(rsa);
        return signature;
    }

    // An entry may end between being found and being rented from; the next look-up then finds or opens another.
    private AesGcm RentAes(KeyBinding binding, WrappedKey key, out OpenKey open)
    {
        while (true)
        {
            open = State.Keys.Get(binding, key);
            if (open.RentAes() is { } aes)
                return aes;
        }
    }

    private RSA RentRsa(KeyBinding binding, WrappedKey key, out OpenKey open)
    {
        while (true)
        {
            open = State.Keys.Get(binding, key);
            if (open.RentRsa() is { } rsa)
                return rsa;
        }
    }

    /// <summary>What an open module works with.</summary>
    private sealed record OpenState(SoftwareRoots Roots, OpenKeyCache Keys, int KekGeneration, int BindingGeneration) : IDisposable
    {
        public void Dispose()
        {
            Keys.Dispose();
            Roots.Dispose();
        }
    }
}
