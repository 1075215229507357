namespace Kms.Grains.Domain.Access;

/// <summary>Where an access key stands. Stored; numbers are never reused.</summary>
internal enum AccessKeyState
{
    /// <summary>Never valid.</summary>
    Unknown = 0,

    /// <summary>Its signatures are accepted.</summary>
    Enabled = 1,

    /// <summary>Its signatures are refused until it is enabled again.</summary>
    Disabled = 2,

    /// <summary>Gone for good: the secret is erased, the id stays taken.</summary>
    Deleted = 3,
}
