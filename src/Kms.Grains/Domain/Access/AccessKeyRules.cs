using System.Security.Cryptography;
using System.Text;
using Kms.Grains.Abstractions.Hosting;

namespace Kms.Grains.Domain.Access;

/// <summary>What access keys are made of, and what may stand in them.</summary>
internal static class AccessKeyRules
{
    /// <summary>Longest secret, in bytes.</summary>
    public const int MaxSecretLength = 128;

    private const int DrawnSecretLength = 40;
    private const string IdAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    private static readonly byte[] SecretAlphabet = Encoding.ASCII.GetBytes("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789");

    /// <summary>Why these cannot be an access key's account and secret, or null when they can.</summary>
    public static string? Refuse(string account, ReadOnlySpan<byte> secret)
    {
        if (!GrainKeys.IsId(account) || account == GrainKeys.SystemAccount)
        {
            return "account: 1 to 64 characters of [A-Za-z0-9_-], not 'system'";
        }

        return secret.Length is 0 or > MaxSecretLength || secret.ContainsAnyExceptInRange((byte)'!', (byte)'~')
            ? "secret: 1 to 128 printable ASCII characters"
            : null;
    }

    /// <summary>A new id: <c>KMS</c> and 17 characters of <c>[A-Z0-9]</c> (88 bits).</summary>
    public static string NewId() => "KMS" + RandomNumberGenerator.GetString(IdAlphabet, 17);

    /// <summary>A new secret: 40 characters of <c>[A-Za-z0-9]</c> (238 bits) in ASCII.</summary>
    public static byte[] NewSecret() => RandomNumberGenerator.GetItems<byte>(SecretAlphabet, DrawnSecretLength);
}
