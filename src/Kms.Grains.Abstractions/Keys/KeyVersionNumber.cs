using System.Globalization;

namespace Kms.Grains.Abstractions.Keys;

/// <summary>The number of one version of a key: 1, 2, 3 … in the order of creation, never reused.</summary>
/// <param name="Value">The number; 0 is no version.</param>
[GenerateSerializer, Immutable, Alias("kms.KeyVersionNumber")]
public readonly record struct KeyVersionNumber([property: Id(0)] uint Value) : IComparable<KeyVersionNumber>
{
    /// <summary>The version that a key is born with: 1.</summary>
    public static KeyVersionNumber First => new(1);

    /// <summary>The number after this one.</summary>
    public KeyVersionNumber Next => new(checked(Value + 1));

    /// <inheritdoc/>
    public int CompareTo(KeyVersionNumber other) => Value.CompareTo(other.Value);

    /// <summary>Whether one number is smaller than another.</summary>
    /// <param name="left">The one.</param>
    /// <param name="right">The other.</param>
    public static bool operator <(KeyVersionNumber left, KeyVersionNumber right) => left.Value < right.Value;

    /// <summary>Whether one number is larger than another.</summary>
    /// <param name="left">The one.</param>
    /// <param name="right">The other.</param>
    public static bool operator >(KeyVersionNumber left, KeyVersionNumber right) => left.Value > right.Value;

    /// <summary>Whether one number is smaller than another, or the same.</summary>
    /// <param name="left">The one.</param>
    /// <param name="right">The other.</param>
    public static bool operator <=(KeyVersionNumber left, KeyVersionNumber right) => left.Value <= right.Value;

    /// <summary>Whether one number is larger than another, or the same.</summary>
    /// <param name="left">The one.</param>
    /// <param name="right">The other.</param>
    public static bool operator >=(KeyVersionNumber left, KeyVersionNumber right) => left.Value >= right.Value;

    /// <summary>The number in decimal, as the wire shows it.</summary>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
