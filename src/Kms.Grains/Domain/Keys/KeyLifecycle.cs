using System.Diagnostics.CodeAnalysis;
using Kms.Grains.Abstractions.Keys;

namespace Kms.Grains.Domain.Keys;

/// <summary>
/// The transitions of a key: pure functions of the key, the command and now, to the key afterwards or a refusal.
/// Order of checks: fields, existence, kind, state. What is due counts as done before any of them looks.
/// </summary>
internal static class KeyLifecycle
{
    /// <summary>A new key, enabled, with version 1.</summary>
    /// <param name="existing">What has the id already, tombstones included.</param>
    public static Decision<Key> Create(Key? existing, NewKey command, DateTimeOffset now)
    {
        if ((Texts.Refuse(command.Name, command.Description) ?? KeyRules.RefusePeriod(command.RotationDays) ?? RefuseSpec(command)) is { } refusal)
        {
            return refusal;
        }

        return existing is not null ? KeyRefusals.AlreadyExists : Rotating(command.RotationDays, now, new Key
        {
            Name = command.Name,
            Description = command.Description,
            Spec = command.Spec,
            State = KeyState.Enabled,
            CreatedAt = now,
            Primary = KeyVersionNumber.First,
        });
    }

    /// <summary>Another name, description or period of rotation.</summary>
    public static Decision<Key> Update(Key? key, KeyUpdate command, DateTimeOffset now)
    {
        if ((Texts.Refuse(command.Name, command.Description) ?? KeyRules.RefusePeriod(command.RotationDays) ?? RotationPeriod.Refuse(command)) is { } refusal)
        {
            return refusal;
        }

        if (Missing(key, now))
        {
            return KeyRefusals.NotFound;
        }

        if (RefuseKind(key, command) is { } kind)
        {
            return kind;
        }

        if (key.State == KeyState.PendingDeletion)
        {
            return KeyRefusals.PendingDeletion;
        }

        return RotationPeriod.Of(key.RotationDays, command).IsRefused(out var period, out var days)
            ? period
            : Rotating(days, now, key.At(now) with { Name = command.Name ?? key.Name, Description = command.Description ?? key.Description });
    }

    /// <summary>Enabled; an enabled key stays so.</summary>
    public static Decision<Key> Enable(Key? key, DateTimeOffset now) => Set(key, KeyState.Enabled, now);

    /// <summary>Disabled; a disabled key stays so.</summary>
    public static Decision<Key> Disable(Key? key, DateTimeOffset now) => Set(key, KeyState.Disabled, now);

    /// <summary>One version more, which is the primary from now on; the period of automatic rotation starts anew.</summary>
    public static Decision<Key> Rotate(Key? key, DateTimeOffset now)
    {
        if (KeyAdmission.AdmitKey(key, KeyOperation.RotateKey, now) is { } refusal)
        {
            return refusal;
        }

        var settled = key!.At(now);
        return settled with { Primary = settled.Primary.Next, RotateAt = NextRotation(settled.RotationDays, now) };
    }

    /// <summary>To be destroyed after a delay. Deletions of single versions that are planned already go on.</summary>
    public static Decision<Key> ScheduleDeletion(Key? key, int delayDays, DateTimeOffset now)
    {
        if (KeyRules.RefuseDelay(delayDays) is { } refusal)
        {
            return refusal;
        }

        if (Missing(key, now))
        {
            return KeyRefusals.NotFound;
        }

        return key.State == KeyState.PendingDeletion
            ? KeyRefusals.PendingDeletion
            : key.At(now) with { State = KeyState.PendingDeletion, DeleteAt = now.AddDays(delayDays) };
    }

    /// <summary>Not to be destroyed after all; disabled, so that it serves only after someone enables it.</summary>
    public static Decision<Key> CancelDeletion(Key? key, DateTimeOffset now)
    {
        if (Missing(key, now))
        {
            return KeyRefusals.NotFound;
        }

        return key.State == KeyState.PendingDeletion
            ? key.At(now) with { State = KeyState.Disabled, DeleteAt = null }
            : KeyRefusals.NotPendingDeletion;
    }

    /// <summary>
    /// What has come due by itself, rotation apart: that needs new material, so it is a command of its own.
    /// </summary>
    /// <returns>The key itself when nothing was due.</returns>
    public static Key Settle(Key key, DateTimeOffset now) => key.At(now);

    /// <summary>Whether an automatic rotation is due. However many periods were missed, it is one.</summary>
    public static bool IsRotationDue(Key key, DateTimeOffset now) =>
        key.State == KeyState.Enabled && key.RotateAt <= now && !Missing(key, now);

    /// <summary>When the key has something due next, or null for never. Material that waits for erasure is due now.</summary>
    public static DateTimeOffset? NextWake(Key key, DateTimeOffset now)
    {
        if (!key.Unerased.IsEmpty)
        {
            return now;
        }

        return key.State switch
        {
            KeyState.Destroyed => null,
            KeyState.Enabled => Earliest(key.RotateAt, key.Exceptions.NextDeletion),
            _ => Earliest(key.DeleteAt, key.Exceptions.NextDeletion),
        };
    }

    /// <summary>The key after the material of some destroyed versions has been seen to be gone.</summary>
    public static Key Erased(Key key, NumberRun versions) => key with { Unerased = key.Unerased.Remove(versions) };

    /// <summary>Whether there is no such key for callers: none was created, it was destroyed, or its destruction is due.</summary>
    public static bool Missing([NotNullWhen(false)] Key? key, DateTimeOffset now) =>
        key is null || key.State is KeyState.Destroyed || (key.State == KeyState.PendingDeletion && key.DeleteAt <= now);

    private static Decision<Key> Set(Key? key, KeyState state, DateTimeOffset now)
    {
        if (Missing(key, now))
        {
            return KeyRefusals.NotFound;
        }

        return key.State == KeyState.PendingDeletion ? KeyRefusals.PendingDeletion : key.At(now) with { State = state };
    }

    private static Refusal? RefuseSpec(NewKey command)
    {
        if (!Enum.IsDefined(command.Spec) || command.Spec == KeySpec.Unknown)
        {
            return KeyRefusals.BadSpec;
        }

        return command.RotationDays > 0 && !KeyOperation.RotateKey.Serves(command.Spec) ? KeyRefusals.WrongKind : null;
    }

    private static Refusal? RefuseKind(Key key, KeyUpdate command)
    {
        if (command.Spec is { } spec && spec != key.Spec)
        {
            return KeyRefusals.OtherSpec;
        }

        return command.AutoRotate == true && !KeyOperation.RotateKey.Serves(key.Spec) ? KeyRefusals.WrongKind : null;
    }

    // A changed period runs from now in full; an equal one changes nothing.
    private static Key Rotating(int days, DateTimeOffset now, Key key) =>
        days == key.RotationDays ? key : key with { RotationDays = days, RotateAt = NextRotation(days, now) };

    private static DateTimeOffset? NextRotation(int days, DateTimeOffset now) => days == 0 ? null : now.AddDays(days);

    private static DateTimeOffset? Earliest(DateTimeOffset? one, DateTimeOffset? other) => one is null || other < one ? other : one;
}
