namespace Kms.Grains.Crypto;

/// <summary>
/// Which check of an envelope failed first. For tests: callers are told the same of every defect, so that nobody
/// learns from the answer what a forged ciphertext got right.
/// </summary>
internal enum EnvelopeDefect
{
    /// <summary>The header is this key's; version, version tag and the ciphertext's own tag are still to be checked.</summary>
    None = 0,

    /// <summary>Shorter than one byte of plaintext gives, or longer than the longest plaintext gives.</summary>
    Length = 1,

    /// <summary>Not a ciphertext of this service.</summary>
    Magic = 2,

    /// <summary>Another algorithm than the key's.</summary>
    Algorithm = 3,

    /// <summary>A flag that this version does not know.</summary>
    Flags = 4,

    /// <summary>Another key's.</summary>
    KeyId = 5,
}
