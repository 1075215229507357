using System.Security.Cryptography;
using Kms.Grains.Crypto;

namespace Kms.Silo.Hsm.Software;

/// <summary>
/// Derives a root's key from its seed: HKDF-SHA-256 (RFC 5869) without salt,
/// <c>info = "kms/software-root/1" 00 purpose generation object-id</c>, fields as <see cref="LengthPrefixedWriter"/>
/// writes them. So a seed used under another purpose or generation gives another key.
/// </summary>
internal static class RootDerivation
{
    /// <summary>Bytes of a derived key: AES-256, HMAC-SHA-256.</summary>
    public const int KeyLength = 32;

    /// <summary>The key. The caller disposes it.</summary>
    public static SecretBytes Derive(RootSeed root)
    {
        var info = new LengthPrefixedWriter("kms/software-root/1"u8)
            .Add((long)root.Purpose)
            .Add(root.Generation)
            .Add(root.ObjectId)
            .Written;
        var key = new SecretBytes(KeyLength);
        HKDF.DeriveKey(HashAlgorithmName.SHA256, root.Seed.ExposeSpan(), key.ExposeSpan(), salt: [], info.Span);
        return key;
    }
}
