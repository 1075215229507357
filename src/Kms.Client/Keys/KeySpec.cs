namespace Kms.Client.Keys;

/// <summary>What kind of material a key has.</summary>
public enum KeySpec
{
    /// <summary>A kind this client does not know, or the service did not say.</summary>
    Unknown = 0,

    /// <summary>AES, 256 bits: encrypt, decrypt, data keys.</summary>
    Aes256 = 1,

    /// <summary>RSA, 2048 bits: encrypt and decrypt (PKCS#1 v1.5, at most 245 bytes), sign and validate (PKCS#1 v1.5 with SHA-256), public key.</summary>
    Rsa2048 = 2,

    /// <summary>HMAC with SM3: sign and validate.</summary>
    Sm3Hmac = 3,

    /// <summary>SM4: encrypt, decrypt, data keys.</summary>
    Sm4 = 4,
}
