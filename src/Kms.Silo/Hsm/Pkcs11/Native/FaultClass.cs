namespace Kms.Silo.Hsm.Pkcs11.Native;

/// <summary>What a return code says about where the fault lies, and so what is done about it.</summary>
internal enum FaultClass
{
    /// <summary>CKR_OK.</summary>
    None = 0,

    /// <summary>A: the caller's data. Answered, never healed.</summary>
    Data = 1,

    /// <summary>B: the module does not say. A canary decides between the caller's data and the token.</summary>
    Ambiguous = 2,

    /// <summary>C: the object is gone. It is unwrapped again and the call repeated once; a root that is gone needs healing.</summary>
    Object = 3,

    /// <summary>D: the session is unusable. It is replaced and the call repeated once.</summary>
    Session = 4,

    /// <summary>E: the module, the token or the login is gone. Everything is opened anew.</summary>
    Token = 5,

    /// <summary>F: what no repetition mends, and what a repetition may make worse (PINs).</summary>
    Stop = 6,
}
