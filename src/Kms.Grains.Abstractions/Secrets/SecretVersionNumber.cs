using System.Globalization;

namespace Kms.Grains.Abstractions.Secrets;

/// <summary>The number of one version of a secret: 1, 2, 3 … in the order of creation, never reused.</summary>
/// <param name="Value">The number; 0 is no version.</param>
[GenerateSerializer, Immutable, Alias("kms.SecretVersionNumber")]
public readonly record struct SecretVersionNumber([property: Id(0)] uint Value) : IComparable<SecretVersionNumber>
{
    /// <summary>The version that a secret is born with: 1.</summary>
    public static SecretVersionNumber First => new(1);

    /// <summary>The number after this one.</summary>
    public SecretVersionNumber Next => new(checked(Value + 1));

    /// <inheritdoc/>
    public int CompareTo(SecretVersionNumber other) => Value.CompareTo(other.Value);

    /// <summary>Whether one number is smaller than another.</summary>
    /// <param name="left">The one.</param>
    /// <param name="right">The other.</param>
    public static bool operator <(SecretVersionNumber left, SecretVersionNumber right) => left.Value < right.Value;

    /// <summary>Whether one number is larger than another.</summary>
    /// <param name="left">The one.</param>
    /// <param name="right">The other.</param>
    public static bool operator >(SecretVersionNumber left, SecretVersionNumber right) => left.Value > right.Value;

    /// <summary>Whether one number is smaller than another, or the same.</summary>
    /// <param name="left">The one.</param>
    /// <param name="right">The other.</param>
    public static bool operator <=(SecretVersionNumber left, SecretVersionNumber right) => left.Value <= right.Value;

    /// <summary>Whether one number is larger than another, or the same.</summary>
    /// <param name="left">The one.</param>
    /// <param name="right">The other.</param>
    public static bool operator >=(SecretVersionNumber left, SecretVersionNumber right) => left.Value >= right.Value;

    /// <summary>The number in decimal, as the wire shows it.</summary>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
