using Kms.Grains.Hsm;
using Kms.Grains.Storage;

namespace Kms.Grains.Crypto;

/// <summary>
/// Seals material that is data and not a key of the HSM: SM4 and SM3-HMAC keys, access secrets. See
/// <see cref="SealedMaterial"/> for the bytes.
/// </summary>
internal sealed class MaterialSealer(IHsm hsm, SystemKeys keys)
{
    /// <summary>Seals material under the newest version of a system key.</summary>
    /// <param name="key">The system key.</param>
    /// <param name="owner">The record that will hold the result, and nothing else ever.</param>
    /// <param name="version">The version inside that record.</param>
    /// <param name="material">The material; the caller's to zero.</param>
    /// <exception cref="HsmException">The HSM does not serve.</exception>
    public async ValueTask<byte[]> SealAsync(SystemKey key, RecordId owner, uint version, ReadOnlyMemory<byte> material, CancellationToken cancellationToken)
    {
        var under = keys.Newest(key);
        var result = new byte[SealedMaterial.Overhead + material.Length];
        SealedMaterial.WriteHeader(result, under.Number);
        await hsm.EncryptAsync(
            under.Binding, under.Key, SealedMaterial.AssociatedData(owner, version), material, result.AsMemory(SealedMaterial.HeaderLength), cancellationToken);
        return result;
    }

    /// <summary>Opens what <see cref="SealAsync"/> made for the same owner and version.</summary>
    /// <exception cref="HsmException">
    /// <see cref="HsmFault.NotAuthentic"/>: the bytes are not what was stored for this owner and version. Others: the
    /// HSM does not serve.
    /// </exception>
    public async ValueTask<SecretBytes> OpenAsync(SystemKey key, RecordId owner, uint version, ReadOnlyMemory<byte> sealedMaterial, CancellationToken cancellationToken)
    {
        if (!SealedMaterial.TryReadHeader(sealedMaterial.Span, out var number) || keys.Find(key, number) is not { } under)
        {
            throw NotAuthentic(owner, version);
        }

        var material = new SecretBytes(sealedMaterial.Length - SealedMaterial.Overhead);
        try
        {
            if (!await hsm.DecryptAsync(
                under.Binding, under.Key, SealedMaterial.AssociatedData(owner, version), sealedMaterial[SealedMaterial.HeaderLength..], material.ExposeMemory(), cancellationToken))
            {
                throw NotAuthentic(owner, version);
            }

            return material;
        }
        catch
        {
            material.Dispose();
            throw;
        }
    }

    private static HsmException NotAuthentic(RecordId owner, uint version) =>
        new(HsmFault.NotAuthentic, $"Sealed material of {owner.Kind} {owner.Account}/{owner.Id} version {version} is not what was stored for it.");
}
