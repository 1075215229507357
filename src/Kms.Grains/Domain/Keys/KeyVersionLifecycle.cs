using Kms.Grains.Abstractions.Keys;

namespace Kms.Grains.Domain.Keys;

/// <summary>
/// The transitions of one version of a key: enable, disable, schedule and cancel deletion. All are refused while the
/// whole key is scheduled for deletion, and allowed while it is disabled.
/// </summary>
internal static class KeyVersionLifecycle
{
    /// <summary>Enabled; an enabled version stays so.</summary>
    public static Decision<Key> Enable(Key? key, KeyVersionNumber version, DateTimeOffset now) => Set(key, version, KeyState.Enabled, now);

    /// <summary>Disabled; a disabled version stays so. The primary can be disabled: encryption then is refused.</summary>
    public static Decision<Key> Disable(Key? key, KeyVersionNumber version, DateTimeOffset now) => Set(key, version, KeyState.Disabled, now);

    /// <summary>To be destroyed after a delay; not the primary.</summary>
    public static Decision<Key> ScheduleDeletion(Key? key, KeyVersionNumber version, int delayDays, DateTimeOffset now)
    {
        if ((KeyRules.RefuseDelay(delayDays) ?? Refuse(key, version, now)) is { } refusal)
        {
            return refusal;
        }

        if (key!.StateOf(version, now) == KeyState.PendingDeletion)
        {
            return KeyRefusals.VersionPendingDeletion;
        }

        return version == key.Primary
            ? KeyRefusals.PrimaryVersion
            : With(key, version, KeyState.PendingDeletion, now, now.AddDays(delayDays));
    }

    /// <summary>Not to be destroyed after all; disabled.</summary>
    public static Decision<Key> CancelDeletion(Key? key, KeyVersionNumber version, DateTimeOffset now)
    {
        if (Refuse(key, version, now) is { } refusal)
        {
            return refusal;
        }

        return key!.StateOf(version, now) == KeyState.PendingDeletion
            ? With(key, version, KeyState.Disabled, now)
            : KeyRefusals.VersionNotPendingDeletion;
    }

    private static Decision<Key> Set(Key? key, KeyVersionNumber version, KeyState state, DateTimeOffset now)
    {
        if (Refuse(key, version, now) is { } refusal)
        {
            return refusal;
        }

        return key!.StateOf(version, now) == KeyState.PendingDeletion
            ? KeyRefusals.VersionPendingDeletion
            : With(key, version, state, now);
    }

    private static Refusal? Refuse(Key? key, KeyVersionNumber version, DateTimeOffset now)
    {
        if (KeyLifecycle.Missing(key, now))
        {
            return KeyRefusals.NotFound;
        }

        if (key.StateOf(version, now) is KeyState.Unknown or KeyState.Destroyed)
        {
            return KeyRefusals.VersionNotFound;
        }

        return key.State == KeyState.PendingDeletion ? KeyRefusals.PendingDeletion : null;
    }

    private static Key With(Key key, KeyVersionNumber version, KeyState state, DateTimeOffset now, DateTimeOffset? deleteAt = null)
    {
        var settled = key.At(now);
        return settled with { Exceptions = settled.Exceptions.With(version.Value, state, deleteAt) };
    }
}
