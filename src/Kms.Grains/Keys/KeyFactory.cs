using System.Buffers.Binary;
using System.Security.Cryptography;
using Kms.Grains.Abstractions.Keys;
using Kms.Grains.Crypto;
using Kms.Grains.Hsm;
using Kms.Grains.Storage;

namespace Kms.Grains.Keys;

/// <summary>Makes the material of new versions. Nothing is written here.</summary>
internal sealed class KeyFactory(IHsm hsm, MaterialSealer sealer)
{
    /// <summary>Where keys of a kind are used: SM4 and SM3-HMAC in this process, whatever the HSM.</summary>
    public Protection ProtectionOf(KeySpec spec) => KeyBindings.IsWrapped(spec) ? hsm.Protection : Protection.Software;

    /// <summary>A version with fresh material and a fresh tag.</summary>
    /// <param name="head">Identity of the key's head: sealed material is bound to it wherever the version is stored.</param>
    /// <exception cref="HsmException">The HSM does not serve.</exception>
    public async ValueTask<KeyVersion> NewVersionAsync(RecordId head, KeyVersionNumber number, KeySpec spec, DateTimeOffset now) => new()
    {
        Number = number.Value,
        CreatedAt = now,
        Tag = NewTag(),
        Material = KeyBindings.IsWrapped(spec)
            ? KeyMaterial.Of(await hsm.GenerateAsync(KeyBindings.Of(head.Account, head.Id, number.Value, spec), CancellationToken.None))
            : KeyMaterial.Of(await SealNewAsync(head, number.Value, spec)),
    };

    private async ValueTask<byte[]> SealNewAsync(RecordId head, uint number, KeySpec spec)
    {
        using var material = SecretBytes.Random(spec == KeySpec.Sm4 ? Sm4Gcm.KeyLength : Sm3Hmac.KeyLength);
        return await sealer.SealAsync(SystemKey.Sealing, head, number, material.ExposeMemory(), CancellationToken.None);
    }

    private static uint NewTag()
    {
        Span<byte> tag = stackalloc byte[sizeof(uint)];
        RandomNumberGenerator.Fill(tag);
        return BinaryPrimitives.ReadUInt32BigEndian(tag);
    }
}
