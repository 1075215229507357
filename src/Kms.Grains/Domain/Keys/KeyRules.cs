using Kms.Grains.Abstractions.Keys;

namespace Kms.Grains.Domain.Keys;

/// <summary>Limits of keys and of the data that they work on.</summary>
internal static class KeyRules
{
    /// <summary>Longest period of automatic rotation, in days.</summary>
    public const int MaxRotationDays = 2560;

    /// <summary>Shortest delay of a deletion, in days of 24 hours; also the default.</summary>
    public const int MinDelayDays = 7;

    /// <summary>Longest delay of a deletion, in days of 24 hours.</summary>
    public const int MaxDelayDays = 30;

    /// <summary>Longest data to encrypt, sign or verify, in bytes.</summary>
    public const int MaxDataLength = 4096;

    /// <summary>Longest data that RSA-2048 with PKCS#1 v1.5 padding encrypts: 256 - 11 bytes (RFC 8017, section 7.2.1).</summary>
    public const int MaxRsaPlaintextLength = 245;

    /// <summary>Length of a generated data key, in bytes.</summary>
    public const int DataKeyLength = 32;

    /// <summary>Why the data cannot be encrypted by a kind of key, or null.</summary>
    public static Refusal? RefusePlaintext(KeySpec spec, int length) =>
        length >= 1 && length <= (spec == KeySpec.Rsa2048 ? MaxRsaPlaintextLength : MaxDataLength) ? null : KeyRefusals.BadPlaintext;

    /// <summary>Why the data cannot be signed or verified, or null.</summary>
    public static Refusal? RefuseData(int length) => length is >= 1 and <= MaxDataLength ? null : KeyRefusals.BadData;

    /// <summary>Why a period of rotation is impossible whatever the key, or null. 0 is never.</summary>
    public static Refusal? RefusePeriod(int? days) => days is < 0 or > MaxRotationDays ? KeyRefusals.BadRotationPeriod : null;

    /// <summary>Why a delay of deletion is impossible, or null.</summary>
    public static Refusal? RefuseDelay(int days) => days is >= MinDelayDays and <= MaxDelayDays ? null : KeyRefusals.BadDelay;
}
