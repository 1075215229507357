namespace Kms.Grains.Hsm;

/// <summary>The one purpose of a root. Stored; numbers are never reused.</summary>
internal enum RootPurpose
{
    /// <summary>Never valid.</summary>
    Unknown = 0,

    /// <summary>Wraps and unwraps keys (AES-256).</summary>
    KeyEncryption = 1,

    /// <summary>Authenticates wrapped keys and records (HMAC-SHA-256).</summary>
    Binding = 2,
}
