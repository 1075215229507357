namespace Kms.Grains.Abstractions.Keys;

/// <summary>Where the material of a key is used. Numbers are stored and never reused.</summary>
public enum Protection
{
    /// <summary>Never valid; the value of a field that was not set.</summary>
    Unknown = 0,

    /// <summary>In the memory of a silo process.</summary>
    Software = 1,

    /// <summary>Inside a PKCS#11 token only.</summary>
    Hsm = 2,
}
