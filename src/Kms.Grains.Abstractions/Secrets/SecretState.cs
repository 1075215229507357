namespace Kms.Grains.Abstractions.Secrets;

/// <summary>Where a secret or one of its versions stands. Numbers are stored and never reused.</summary>
public enum SecretState
{
    /// <summary>Never valid; the value of a field that was not set.</summary>
    Unknown = 0,

    /// <summary>Can be read, inside the window of its version.</summary>
    Enabled = 1,

    /// <summary>Cannot be read until it is enabled again.</summary>
    Disabled = 2,

    /// <summary>Gone for good. Nobody outside ever sees this state: it answers "not found".</summary>
    Deleted = 3,
}
