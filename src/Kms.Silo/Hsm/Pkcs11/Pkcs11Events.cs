namespace Kms.Silo.Hsm.Pkcs11;

/// <summary>Event ids of the PKCS#11 adapter: 3270 to 3289. A number is never reused.</summary>
internal static class Pkcs11Events
{
    /// <summary>The token serves.</summary>
    public const int Opened = 3270;

    /// <summary>Something of the token is lost; it heals.</summary>
    public const int Lost = 3271;

    /// <summary>An attempt to open it anew failed.</summary>
    public const int AttemptFailed = 3272;

    /// <summary>It serves again.</summary>
    public const int Healed = 3273;

    /// <summary>Calls hang in the module.</summary>
    public const int Hanging = 3274;

    /// <summary>The watch met something that it does not know.</summary>
    public const int WatchFailed = 3275;

    /// <summary>Calls were left in the module when the process stopped.</summary>
    public const int LeftBehind = 3276;

    /// <summary>C_Finalize failed or did not return.</summary>
    public const int CloseFailed = 3277;
}
