using System.Security.Cryptography;
using Kms.Grains.Abstractions.Keys;
using Kms.Grains.Abstractions.Secrets;
using Kms.Grains.Crypto;
using Kms.Grains.Hsm;
using Kms.Grains.Storage;

namespace Kms.Grains.Secrets;

/// <summary>
/// Seals and opens the values of secret versions. Each version has a key of its own, made in the HSM and bound to
/// <c>secret/</c> and the secret's id, so that it is never taken for a key of the same id.
/// </summary>
/// <remarks><c>AAD = "kms/secret-value/1" 00, then length-prefixed: account secret-id version</c>.</remarks>
internal sealed class SecretValues(IHsm hsm)
{
    /// <summary>Encrypts a value under a new key. The value stays the caller's to zero.</summary>
    /// <exception cref="HsmException">The HSM does not serve.</exception>
    public async Task<SealedValue> SealAsync(RecordId head, SecretVersionNumber number, ReadOnlyMemory<byte> data)
    {
        var binding = BindingOf(head, number);
        var key = await hsm.GenerateAsync(binding, CancellationToken.None);
        var value = new byte[HsmArguments.Overhead + data.Length];
        await hsm.EncryptAsync(binding, key, AssociatedData(head, number), data, value, CancellationToken.None);
        return new SealedValue(key, value);
    }

    /// <summary>Opens a value.</summary>
    /// <returns>The value, the caller's to zero.</returns>
    /// <exception cref="HsmException"><see cref="HsmFault.NotAuthentic"/>, or the HSM does not serve.</exception>
    public async Task<byte[]> OpenAsync(RecordId head, SecretVersionNumber number, SealedValue value)
    {
        var data = new byte[Math.Max(0, value.Value.Length - HsmArguments.Overhead)];
        try
        {
            return await hsm.DecryptAsync(BindingOf(head, number), value.Key, AssociatedData(head, number), value.Value, data, CancellationToken.None)
                ? data
                : throw new HsmException(HsmFault.NotAuthentic, $"The value of secret {head.Account}/{head.Id} version {number} is not what was stored for it.");
        }
        catch
        {
            CryptographicOperations.ZeroMemory(data);
            throw;
        }
    }

    /// <summary>Drops what the HSM has cached of a version that was erased.</summary>
    public void Forget(SealedValue value) => hsm.Forget(value.Key);

    private static KeyBinding BindingOf(RecordId head, SecretVersionNumber number) =>
        new(head.Account, "secret/" + head.Id, number.Value, KeySpec.Aes256, KeyUsage.EncryptDecrypt);

    private static ReadOnlyMemory<byte> AssociatedData(RecordId head, SecretVersionNumber number) =>
        new LengthPrefixedWriter("kms/secret-value/1"u8)
            .Add(head.Account)
            .Add(head.Id)
            .Add(number.Value)
            .Written;
}
