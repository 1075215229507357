namespace Kms.Client.Keys;

/// <summary>The state of a key or of one of its versions.</summary>
public enum KeyState
{
    /// <summary>A state this client does not know.</summary>
    Unknown = 0,

    /// <summary>Everything works.</summary>
    Enabled = 1,

    /// <summary>No operation with its material until it is enabled again.</summary>
    Disabled = 2,

    /// <summary>As disabled, and its material will be destroyed when due, unless the deletion is cancelled before.</summary>
    PendingDeletion = 3,
}
