namespace Kms.Grains.Domain;

/// <summary>Consecutive version numbers.</summary>
/// <param name="From">The first, at least 1.</param>
/// <param name="To">The last.</param>
internal readonly record struct NumberRun(uint From, uint To)
{
    /// <summary>How many there are.</summary>
    public long Count => (long)To - From + 1;
}
