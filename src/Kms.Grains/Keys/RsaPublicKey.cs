using System.Security.Cryptography;

namespace Kms.Grains.Keys;

/// <summary>What is done with an RSA public key, in this process: there is no secret in it. Immutable.</summary>
internal sealed class RsaPublicKey
{
    private readonly byte[] _modulus;

    /// <param name="subjectPublicKeyInfo">DER, authenticated.</param>
    public RsaPublicKey(byte[] subjectPublicKeyInfo)
    {
        SubjectPublicKeyInfo = subjectPublicKeyInfo;
        using var rsa = Open();
        _modulus = rsa.ExportParameters(false).Modulus!;
    }

    /// <summary>DER of SubjectPublicKeyInfo (RFC 5280, section 4.1.2.7).</summary>
    public byte[] SubjectPublicKeyInfo { get; }

    /// <summary>Whether these bytes can be a ciphertext: as long as the modulus and smaller than it (RFC 8017, section 5.1.2).</summary>
    public bool IsBlock(ReadOnlySpan<byte> bytes) => bytes.Length == _modulus.Length && bytes.SequenceCompareTo(_modulus) < 0;

    /// <summary>RSAES-PKCS1-v1_5 (RFC 8017, section 7.2.1).</summary>
    public byte[] Encrypt(ReadOnlySpan<byte> plaintext)
    {
        using var rsa = Open();
        return rsa.Encrypt(plaintext, RSAEncryptionPadding.Pkcs1);
    }

    /// <summary>RSASSA-PKCS1-v1_5 with SHA-256 (RFC 8017, section 8.2.2).</summary>
    public bool Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        using var rsa = Open();
        return rsa.VerifyData(data, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }

    private RSA Open()
    {
        var rsa = RSA.Create();
        rsa.ImportSubjectPublicKeyInfo(SubjectPublicKeyInfo, out _);
        return rsa;
    }
}
