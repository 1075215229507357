namespace Kms.Silo.Hsm.Pkcs11.Healing;

/// <summary>What of an open token is lost.</summary>
internal enum Loss
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The token objects. Session objects may live on, and go on serving while they do.</summary>
    Roots = 1,

    /// <summary>Everything.</summary>
    Everything = 2,
}
