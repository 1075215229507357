namespace Kms.Grains.Hsm;

/// <summary>What a wrapped key may be used for. Authenticated with the key; numbers are never reused.</summary>
[Flags]
internal enum KeyUsage
{
    /// <summary>Never valid.</summary>
    Unknown = 0,

    /// <summary>Encryption and decryption.</summary>
    EncryptDecrypt = 1,

    /// <summary>Signatures.</summary>
    SignVerify = 2,
}
