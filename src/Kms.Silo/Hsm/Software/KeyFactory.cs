using System.Security.Cryptography;
using Kms.Grains.Abstractions.Keys;
using Kms.Grains.Crypto;

namespace Kms.Silo.Hsm.Software;

/// <summary>Makes new material, in the form that is wrapped and that PKCS#11 modules wrap too.</summary>
internal static class KeyFactory
{
    /// <summary>Bytes of an AES-256 key.</summary>
    public const int AesLength = 32;

    private const int RsaBits = 2048;

    // The longest PrivateKeyInfo of RSA-2048 has about 1220 bytes.
    private const int MaxPrivateKeyInfo = 2048;

    /// <summary>New material: the bytes of an AES key, or a PrivateKeyInfo (PKCS#8). The caller disposes it.</summary>
    /// <param name="publicKey">SubjectPublicKeyInfo of an asymmetric key, else empty.</param>
    public static SecretBytes Create(KeySpec spec, out byte[] publicKey)
    {
        if (spec == KeySpec.Rsa2048)
            return CreateRsa(out publicKey);
        publicKey = [];
        return SecretBytes.Random(AesLength);
    }

    private static SecretBytes CreateRsa(out byte[] publicKey)
    {
        using var rsa = RSA.Create(RsaBits);
        using var buffer = new SecretBytes(MaxPrivateKeyInfo);
        if (!rsa.TryExportPkcs8PrivateKey(buffer.ExposeSpan(), out var length))
            throw new CryptographicException("An RSA key is longer than expected.");

        publicKey = rsa.ExportSubjectPublicKeyInfo();
        var material = new SecretBytes(length);
        buffer.ExposeSpan()[..length].CopyTo(material.ExposeSpan());
        return material;
    }
}
