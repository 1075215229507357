namespace Kms.Grains.Secrets;

/// <summary>Event ids of secrets: 2300 to 2399. A number is never reused.</summary>
internal static class SecretEvents
{
    /// <summary>A version that the head names has no record.</summary>
    public const int VersionMissing = 2300;

    /// <summary>The record of a creation that never ended was found and is overwritten.</summary>
    public const int OrphanOverwritten = 2301;

    /// <summary>Values of deleted versions were erased by a wake.</summary>
    public const int Erased = 2302;

    /// <summary>An export package was refused.</summary>
    public const int PackageRefused = 2303;
}
