namespace Kms.Silo.Hsm.Pkcs11;

/// <summary>Settings of the PKCS#11 module, section <c>Kms:Hsm</c>; read when <c>Kms:Hsm:Provider</c> is <c>Pkcs11</c>.</summary>
public sealed class Pkcs11Options
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Kms:Hsm";

    /// <summary>
    /// Absolute path of the module, a shared library, e.g. <c>/usr/lib/softhsm/libsofthsm2.so</c>. No default.
    /// It is code that runs in this process: only an administrator may be able to write it.
    /// </summary>
    public string Library { get; set; } = "";

    /// <summary>CKA label of the token, at most 32 bytes of UTF-8, without the spaces that pad it. No default.</summary>
    public string TokenLabel { get; set; } = "";

    /// <summary>
    /// Path of the file that holds the user PIN; a line end after it is ignored. No default. Read for each login. After
    /// the token has refused the PIN it is not tried again until the content of this file changes.
    /// </summary>
    public string PinFile { get; set; } = "";

    /// <summary>
    /// Sessions that serve calls at once, 1..256, default 2, which suits SoftHSM (it serialises; more only queue). For a
    /// network HSM 16 to 64. It is also the largest number of threads that a slow module can hold.
    /// </summary>
    public int Sessions { get; set; } = 2;

    /// <summary>Seconds that a call waits for a free session before it fails, 1..60, default 2.</summary>
    public int WaitSeconds { get; set; } = 2;

    /// <summary>
    /// Try a login although the token reports wrong PINs since the last right one. Default false. Danger: a wrong PIN
    /// may lock the token for good; set it for one start, after the PIN file was checked by a person.
    /// </summary>
    public bool IgnorePinCounters { get; set; }
}
