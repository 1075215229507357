using System.Text.Unicode;

namespace Kms.Grains.Domain.Secrets;

/// <summary>What may be the value of a secret.</summary>
internal static class SecretData
{
    /// <summary>Longest value, in bytes of UTF-8.</summary>
    public const int MaxLength = 65_536;

    /// <summary>Why bytes cannot be a value, or null when they can.</summary>
    public static Refusal? Refuse(ReadOnlySpan<byte> data) =>
        data.Length is >= 1 and <= MaxLength && Utf8.IsValid(data) ? null : SecretRefusals.BadData;
}
