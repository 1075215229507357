using Kms.Grains.Abstractions.Keys;

namespace Kms.Grains.Domain.Keys;

/// <summary>
/// Whether an operation on data may use a key now, and with which version. The key and the version both have a state;
/// the stricter of the two counts. Order: existence, kind, state of the key, version.
/// </summary>
internal static class KeyAdmission
{
    /// <summary>Admission with the primary version: encrypt, data key, sign, verify, public key.</summary>
    /// <returns>The primary version. Never an older one in its stead: an operator who disabled it meant it.</returns>
    public static Decision<KeyVersionNumber> Admit(Key? key, KeyOperation operation, DateTimeOffset now)
    {
        if (AdmitKey(key, operation, now) is { } refusal)
        {
            return refusal;
        }

        return key!.StateOf(key.Primary, now) switch
        {
            KeyState.Enabled => key.Primary,
            KeyState.PendingDeletion => KeyRefusals.VersionPendingDeletion,
            _ => KeyRefusals.VersionDisabled,
        };
    }

    /// <summary>The first half of decrypt's admission, before the ciphertext is looked at.</summary>
    public static Refusal? AdmitKey(Key? key, KeyOperation operation, DateTimeOffset now)
    {
        if (KeyLifecycle.Missing(key, now))
        {
            return KeyRefusals.NotFound;
        }

        if (!operation.Serves(key!.Spec))
        {
            return KeyRefusals.WrongKind;
        }

        return key.State switch
        {
            KeyState.Enabled => null,
            KeyState.PendingDeletion => KeyRefusals.PendingDeletion,
            _ => KeyRefusals.Disabled,
        };
    }

    /// <summary>
    /// The second half of decrypt's admission: the version that the ciphertext names. One that never was or is no
    /// more answers like any bad ciphertext.
    /// </summary>
    public static Refusal? AdmitVersion(Key key, KeyVersionNumber version, DateTimeOffset now) => key.StateOf(version, now) switch
    {
        KeyState.Enabled => null,
        KeyState.Disabled => KeyRefusals.VersionDisabled,
        KeyState.PendingDeletion => KeyRefusals.VersionPendingDeletion,
        _ => KeyRefusals.BadCiphertext,
    };
}
