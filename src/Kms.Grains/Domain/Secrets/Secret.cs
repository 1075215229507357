using Kms.Grains.Abstractions.Secrets;

namespace Kms.Grains.Domain.Secrets;

/// <summary>The head of a secret: everything but its versions' windows and values. Immutable.</summary>
/// <param name="Name">The name; may be empty.</param>
/// <param name="Description">The description; may be empty.</param>
/// <param name="State">Where the secret stands.</param>
/// <param name="CreatedAt">Instant of creation (UTC).</param>
/// <param name="NextVersion">The number that the next version gets; numbers are never reused.</param>
/// <param name="Versions">The numbers of the versions that exist.</param>
internal sealed record Secret(
    string Name,
    string Description,
    SecretState State,
    DateTimeOffset CreatedAt,
    SecretVersionNumber NextVersion,
    NumberSet Versions)
{
    /// <summary>
    /// Versions that do not exist (any more) but whose value may still be stored, until its erasure has been seen to
    /// succeed.
    /// </summary>
    public NumberSet Unerased { get; init; } = NumberSet.Empty;

    /// <summary>Whether it is still there for callers.</summary>
    public bool Exists => State is SecretState.Enabled or SecretState.Disabled;
}
