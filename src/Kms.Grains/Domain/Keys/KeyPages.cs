using Kms.Grains.Abstractions.Keys;

namespace Kms.Grains.Domain.Keys;

/// <summary>
/// Where the material of a version is stored: the newest 16 to 31 in the head, older ones in pages of 16, version v
/// in page (v - 1) / 16 for ever. When the 32nd would enter the head, the oldest 16 move to a page. So an operation
/// costs the same for a key with 100 000 versions as for one with twenty.
/// </summary>
internal static class KeyPages
{
    /// <summary>Versions in a page.</summary>
    public const uint Size = 16;

    /// <summary>The oldest version that the head holds when a version is the newest.</summary>
    public static uint OldestInHead(KeyVersionNumber primary) =>
        primary.Value < 2 * Size ? 1 : (((primary.Value / Size) - 1) * Size) + 1;

    /// <summary>The page of a version.</summary>
    public static uint PageOf(uint version) => (version - 1) / Size;

    /// <summary>Whether the head holds a version.</summary>
    public static bool InHead(uint version, KeyVersionNumber primary) => version >= OldestInHead(primary);

    /// <summary>The page that must be written before a version becomes the newest, or null: the head drops its versions then.</summary>
    public static uint? PageToWrite(KeyVersionNumber next) =>
        next.Value >= 2 * Size && next.Value % Size == 0 ? PageOf(OldestInHead(next) - 1) : null;

    /// <summary>
    /// Those of some versions that may stand in a page. When the next rotation has a page to write, its versions count:
    /// a rotation that failed half-way has written the page and left the head as it was.
    /// </summary>
    public static NumberSet OnPages(NumberSet versions, KeyVersionNumber primary) =>
        versions.Remove(new NumberRun(OldestInHead(primary.Next), uint.MaxValue));
}
