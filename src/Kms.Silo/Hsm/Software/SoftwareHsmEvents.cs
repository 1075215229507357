namespace Kms.Silo.Hsm.Software;

/// <summary>Event ids of the software HSM: 3250 to 3269. A number is never reused.</summary>
internal static class SoftwareHsmEvents
{
    /// <summary>The root file was made.</summary>
    public const int RootFileCreated = 3250;

    /// <summary>A root file that no database knew was taken over by a new one.</summary>
    public const int RootFileAdopted = 3251;

    /// <summary>The module serves.</summary>
    public const int Opened = 3252;
}
