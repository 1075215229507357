using Kms.Grains.Abstractions.Errors;

namespace Kms.Grains.Domain.Keys;

/// <summary>The ways in which the rules of keys say no.</summary>
internal static class KeyRefusals
{
    public static Refusal NotFound { get; } = new(KmsErrorCode.NotFound, "no such key");

    public static Refusal VersionNotFound { get; } = new(KmsErrorCode.NotFound, "the key has no such version");

    public static Refusal AlreadyExists { get; } = new(KmsErrorCode.AlreadyExists, "the key id is taken");

    public static Refusal BadSpec { get; } = new(KmsErrorCode.InvalidArgument, "not a kind of key that can be created");

    public static Refusal OtherSpec { get; } = new(KmsErrorCode.InvalidArgument, "the kind of a key cannot be changed");

    public static Refusal BadRotationPeriod { get; } = new(KmsErrorCode.InvalidArgument, "rotation period: 0, or 1 to 2560 days");

    public static Refusal NoRotationPeriod { get; } = new(KmsErrorCode.InvalidArgument, "automatic rotation needs a period of 1 to 2560 days");

    public static Refusal BadDelay { get; } = new(KmsErrorCode.InvalidArgument, "deletion delay: 7 to 30 days");

    public static Refusal WrongKind { get; } = new(KmsErrorCode.InvalidArgument, "this kind of key does not have the operation");

    public static Refusal Disabled { get; } = new(KmsErrorCode.StateConflict, "the key is disabled");

    public static Refusal PendingDeletion { get; } = new(KmsErrorCode.StateConflict, "the key is scheduled for deletion");

    public static Refusal NotPendingDeletion { get; } = new(KmsErrorCode.StateConflict, "the key is not scheduled for deletion");

    public static Refusal VersionDisabled { get; } = new(KmsErrorCode.StateConflict, "the key version is disabled");

    public static Refusal VersionPendingDeletion { get; } = new(KmsErrorCode.StateConflict, "the key version is scheduled for deletion");

    public static Refusal VersionNotPendingDeletion { get; } = new(KmsErrorCode.StateConflict, "the key version is not scheduled for deletion");

    public static Refusal PrimaryVersion { get; } = new(KmsErrorCode.StateConflict, "the primary version cannot be scheduled for deletion; rotate the key first");

    /// <summary>The one answer to every ciphertext that is malformed, foreign, tampered with or under a destroyed version.</summary>
    public static Refusal BadCiphertext { get; } = new(KmsErrorCode.InvalidArgument, "the ciphertext is not valid for this key");

    /// <summary>Data to encrypt that is empty or too long.</summary>
    public static Refusal BadPlaintext { get; } = new(KmsErrorCode.InvalidArgument, "plaintext: 1 to 4096 bytes; 1 to 245 for RSA-2048");

    /// <summary>Data to sign that is empty or too long.</summary>
    public static Refusal BadData { get; } = new(KmsErrorCode.InvalidArgument, "plaintext: 1 to 4096 bytes");
}
