namespace Kms.Grains.Keys;

/// <summary>Event ids of keys: 2200 to 2299. A number is never reused.</summary>
internal static class KeyEvents
{
    /// <summary>Storage failed, or a write's outcome is unknown.</summary>
    public const int StorageFailed = 2200;

    /// <summary>Another activation has written the key since this one read it.</summary>
    public const int Overtaken = 2201;

    /// <summary>The HSM does not serve.</summary>
    public const int HsmFailed = 2202;

    /// <summary>The HSM does not take what is stored for a key: not authentic, or refused.</summary>
    public const int HsmRefused = 2203;

    /// <summary>A version that the head counts is not where it must be.</summary>
    public const int VersionMissing = 2204;

    /// <summary>A key was destroyed.</summary>
    public const int KeyDestroyed = 2205;

    /// <summary>Material of destroyed versions was erased from pages.</summary>
    public const int Erased = 2206;

    /// <summary>A key rotated by itself.</summary>
    public const int Rotated = 2207;
}
