namespace Kms.Client.Secrets;

/// <summary>The state of a secret or of one of its versions.</summary>
public enum SecretState
{
    /// <summary>A state this client does not know.</summary>
    Unknown = 0,

    /// <summary>Readable inside its time.</summary>
    Enabled = 1,

    /// <summary>Not readable until it is enabled again.</summary>
    Disabled = 2,
}
