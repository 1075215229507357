namespace Kms.Grains.Hsm;

/// <summary>How a key was wrapped. Stored; numbers are never reused.</summary>
internal enum WrapMechanism
{
    /// <summary>Never valid.</summary>
    Unknown = 0,

    /// <summary>AES Key Wrap with Padding (RFC 5649), whatever number the module gives it.</summary>
    AesKwp = 1,
}
