using Kms.Grains.Abstractions.Secrets;

namespace Kms.Grains.Domain.Secrets;

/// <summary>One version of a secret, without its value. Immutable.</summary>
/// <param name="Number">The number.</param>
/// <param name="State">Enabled or Disabled; Deleted when only a tombstone is left of it.</param>
/// <param name="CreatedAt">Instant of creation (UTC).</param>
/// <param name="StartAt">From when it can be read, inclusive.</param>
/// <param name="ExpireAt">Until when it can be read, exclusive; null is for ever.</param>
internal sealed record SecretVersion(
    SecretVersionNumber Number,
    SecretState State,
    DateTimeOffset CreatedAt,
    DateTimeOffset StartAt,
    DateTimeOffset? ExpireAt)
{
    /// <summary>Whether it is still there for callers.</summary>
    public bool Exists => State is SecretState.Enabled or SecretState.Disabled;

    /// <summary>Why it cannot be read at an instant, or null when it can.</summary>
    public Refusal? RefuseReading(DateTimeOffset now) => this switch
    {
        { State: not SecretState.Enabled } => SecretRefusals.VersionDisabled,
        _ when now < StartAt => SecretRefusals.VersionNotActive,
        _ when now >= ExpireAt => SecretRefusals.VersionExpired,
        _ => null,
    };
}
