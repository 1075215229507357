namespace Kms.Grains.Abstractions.Keys;

/// <summary>What a key is made of, and so what it can do. Numbers are stored and never reused.</summary>
public enum KeySpec
{
    /// <summary>Never valid; the value of a field that was not set.</summary>
    Unknown = 0,

    /// <summary>AES-256 in Galois/Counter Mode (NIST SP 800-38D): encrypt, decrypt, data keys.</summary>
    Aes256 = 1,

    /// <summary>RSA with a 2048-bit modulus, PKCS#1 v1.5 (RFC 8017): encrypt, decrypt, sign, verify, public key.</summary>
    Rsa2048 = 2,

    /// <summary>HMAC over SM3 (GB/T 32905-2016) with a 256-bit key: sign, verify. Software protection always.</summary>
    Sm3Hmac = 3,

    /// <summary>SM4 (GB/T 32907-2016) in Galois/Counter Mode: encrypt, decrypt, data keys. Software protection always.</summary>
    Sm4 = 4,
}
