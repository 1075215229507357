using Kms.Grains.Abstractions.Errors;

namespace Kms.Grains.Domain.Secrets;

/// <summary>The ways in which the rules of secrets say no.</summary>
internal static class SecretRefusals
{
    /// <summary>No such secret in this account.</summary>
    public static Refusal NotFound { get; } = new(KmsErrorCode.NotFound, "no such secret");

    /// <summary>The secret has no such version.</summary>
    public static Refusal VersionNotFound { get; } = new(KmsErrorCode.NotFound, "the secret has no such version");

    /// <summary>The id is taken, by a living secret or by a tombstone.</summary>
    public static Refusal AlreadyExists { get; } = new(KmsErrorCode.AlreadyExists, "the secret id is taken");

    /// <summary>The secret is disabled.</summary>
    public static Refusal Disabled { get; } = new(KmsErrorCode.StateConflict, "the secret is disabled");

    /// <summary>The version is disabled.</summary>
    public static Refusal VersionDisabled { get; } = new(KmsErrorCode.StateConflict, "the secret version is disabled");

    /// <summary>The version's start lies ahead.</summary>
    public static Refusal VersionNotActive { get; } = new(KmsErrorCode.StateConflict, "the secret version is not active yet");

    /// <summary>The version's expiry has passed.</summary>
    public static Refusal VersionExpired { get; } = new(KmsErrorCode.StateConflict, "the secret version has expired");

    /// <summary>The window would have no instant in it.</summary>
    public static Refusal EmptyWindow { get; } = new(KmsErrorCode.InvalidArgument, "the expiry must be later than the start");

    /// <summary>The value is empty, too long or no UTF-8.</summary>
    public static Refusal BadData { get; } = new(KmsErrorCode.InvalidArgument, "value: 1 to 65536 bytes of UTF-8");

    /// <summary>The package is not one of ours for this account; what is wrong with it is not told.</summary>
    public static Refusal BadPackage { get; } = new(KmsErrorCode.InvalidArgument, "the secret package is not valid");

    /// <summary>The package would exceed the largest one that can be imported.</summary>
    public static Refusal PackageTooLarge { get; } = new(KmsErrorCode.StateConflict, "the secret is too large to be exported");
}
