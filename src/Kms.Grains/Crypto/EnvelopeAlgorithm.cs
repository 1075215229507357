namespace Kms.Grains.Crypto;

/// <summary>The algorithm byte of a ciphertext envelope. Numbers are never reused.</summary>
internal enum EnvelopeAlgorithm : byte
{
    /// <summary>Never valid.</summary>
    Unknown = 0,

    /// <summary>AES-256 in Galois/Counter Mode (NIST SP 800-38D), IV 12 bytes, tag 16 bytes.</summary>
    Aes256Gcm = 1,

    /// <summary>SM4 in Galois/Counter Mode (GB/T 36624), IV 12 bytes, tag 16 bytes.</summary>
    Sm4Gcm = 2,
}
