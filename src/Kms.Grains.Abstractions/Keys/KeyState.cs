namespace Kms.Grains.Abstractions.Keys;

/// <summary>Where a key or one of its versions stands. Numbers are stored and never reused.</summary>
public enum KeyState
{
    /// <summary>Never valid; the value of a field that was not set.</summary>
    Unknown = 0,

    /// <summary>Serves every operation of its kind.</summary>
    Enabled = 1,

    /// <summary>Serves none until it is enabled again.</summary>
    Disabled = 2,

    /// <summary>Serves none; destroyed at its deletion instant unless the deletion is cancelled before.</summary>
    PendingDeletion = 3,

    /// <summary>The material is gone for good. Nobody outside ever sees this state: it answers "not found".</summary>
    Destroyed = 4,
}
