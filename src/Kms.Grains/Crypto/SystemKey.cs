namespace Kms.Grains.Crypto;

/// <summary>The service's own keys, of the account <c>system</c> that no door reaches.</summary>
internal enum SystemKey
{
    /// <summary>Never valid.</summary>
    Unknown = 0,

    /// <summary>AES-256: seals SM4 and SM3-HMAC material, access secrets and the key of principal tokens.</summary>
    Sealing = 1,

    /// <summary>AES-256: encrypts export packages.</summary>
    Export = 2,

    /// <summary>32 random bytes, sealed: HMAC-SHA-256 of principal tokens.</summary>
    Token = 3,
}
