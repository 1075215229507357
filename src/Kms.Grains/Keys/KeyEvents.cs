namespace Kms.Grains.Keys;

/// <summary>Event ids of keys: 2200 to 2299. A number is never reused.</summary>
internal static class KeyEvents
{
    /// <summary>A version that the head counts is not where it must be.</summary>
    public const int VersionMissing = 2204;

    /// <summary>A key was destroyed.</summary>
    public const int KeyDestroyed = 2205;

    /// <summary>Material of destroyed versions was erased from pages.</summary>
    public const int Erased = 2206;

    /// <summary>A key rotated by itself.</summary>
    public const int Rotated = 2207;
}
