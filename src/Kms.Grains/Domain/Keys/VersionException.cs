using Kms.Grains.Abstractions.Keys;

namespace Kms.Grains.Domain.Keys;

/// <summary>Consecutive versions that share a state other than simply enabled.</summary>
/// <param name="From">The first version.</param>
/// <param name="To">The last version.</param>
/// <param name="State">Disabled, PendingDeletion or Destroyed.</param>
/// <param name="DeleteAt">Instant of destruction (UTC) when pending, else null.</param>
internal readonly record struct VersionException(uint From, uint To, KeyState State, DateTimeOffset? DeleteAt)
{
    /// <summary>Whether the versions after this run are in the same state and follow at once.</summary>
    public bool Precedes(VersionException next) => To + 1 == next.From && State == next.State && DeleteAt == next.DeleteAt;

    /// <summary>The state at an instant: what was due is destroyed, swept or not.</summary>
    public KeyState StateAt(DateTimeOffset now) => State == KeyState.PendingDeletion && DeleteAt <= now ? KeyState.Destroyed : State;
}
