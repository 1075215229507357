namespace Kms.Grains.Hsm;

/// <summary>What went wrong in the module, as far as a caller can act on it.</summary>
internal enum HsmFault
{
    /// <summary>Never thrown.</summary>
    Unknown = 0,

    /// <summary>The module, the token or the login is gone; the pool is healing. Later calls may succeed.</summary>
    Unavailable = 1,

    /// <summary>No session became free in time. The message names the setting.</summary>
    Busy = 2,

    /// <summary>A wrapped key is not what was stored for this binding, or its root is not in this module.</summary>
    NotAuthentic = 3,

    /// <summary>The module refused for a reason that no retry mends (class F: PIN, mechanism, template).</summary>
    Refused = 4,

    /// <summary>
    /// The token refused the PIN, or counts wrong PINs so that none is tried. Only a person can help. A process that
    /// meets this at start must stay alive and ask again: each restart instead would try a PIN, and that locks tokens.
    /// </summary>
    PinRefused = 5,
}
