using System.Security.Cryptography;
using System.Text;

namespace Kms.Grains.Abstractions.Access;

/// <summary>
/// JD Cloud's chain of signing keys, for both ends of the door: a silo verifies with it, a caller signs with it.
/// </summary>
/// <remarks>
/// <code>
/// kDate    = HMAC(prefix + secret, date)      HMAC = HMAC-SHA-256, keys and results are the raw 32 bytes
/// kRegion  = HMAC(kDate, region)
/// kService = HMAC(kRegion, service)
/// kSigning = HMAC(kService, terminator)
/// signature = HMAC(kSigning, string to sign)
/// </code>
/// Keys live in spans that their owner zeroes; what is computed on the way is zeroed here.
/// </remarks>
public static class SigningKey
{
    /// <summary>Bytes in a key of the chain and in a signature: 32.</summary>
    public const int Size = HMACSHA256.HashSizeInBytes;

    /// <summary>Longest secret, in bytes: 128.</summary>
    public const int MaxSecretLength = 128;

    /// <summary>Longest date, region or service, in characters: 64.</summary>
    public const int MaxScopeLength = 64;

    /// <summary>Derives kDate, the only key of the chain that needs the secret.</summary>
    /// <param name="algorithm">The signature scheme.</param>
    /// <param name="secret">The access key's secret: 1 to <see cref="MaxSecretLength"/> bytes.</param>
    /// <param name="date">Scope date, yyyyMMdd.</param>
    /// <param name="dateKey">Receives kDate: <see cref="Size"/> bytes, the caller's to zero.</param>
    /// <exception cref="ArgumentException">A length is out of range.</exception>
    public static void DeriveDateKey(
        SignatureAlgorithm algorithm, ReadOnlySpan<byte> secret, ReadOnlySpan<char> date, Span<byte> dateKey)
    {
        if (secret.IsEmpty || secret.Length > MaxSecretLength)
        {
            throw new ArgumentException("a secret has 1 to 128 bytes", nameof(secret));
        }

        var prefix = algorithm.KeyPrefix();
        Span<byte> key = stackalloc byte[prefix.Length + MaxSecretLength];
        try
        {
            prefix.CopyTo(key);
            secret.CopyTo(key[prefix.Length..]);
            Chain(key[..(prefix.Length + secret.Length)], date, dateKey);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    /// <summary>Derives kSigning from kDate.</summary>
    /// <param name="algorithm">The signature scheme, the same that made <paramref name="dateKey"/>.</param>
    /// <param name="dateKey">kDate: <see cref="Size"/> bytes.</param>
    /// <param name="region">Scope region.</param>
    /// <param name="service">Scope service.</param>
    /// <param name="signingKey">Receives kSigning: <see cref="Size"/> bytes, the caller's to zero.</param>
    /// <exception cref="ArgumentException">A length is out of range.</exception>
    public static void Derive(
        SignatureAlgorithm algorithm,
        ReadOnlySpan<byte> dateKey,
        ReadOnlySpan<char> region,
        ReadOnlySpan<char> service,
        Span<byte> signingKey)
    {
        if (dateKey.Length != Size)
        {
            throw new ArgumentException("kDate has 32 bytes", nameof(dateKey));
        }

        Span<byte> steps = stackalloc byte[2 * Size];
        try
        {
            Chain(dateKey, region, steps[..Size]);
            Chain(steps[..Size], service, steps[Size..]);
            Chain(steps[Size..], algorithm.Terminator(), signingKey);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(steps);
        }
    }

    /// <summary>Signs with kDate; a silo keeps it per access key, revision, algorithm and date.</summary>
    /// <param name="algorithm">The signature scheme, the same that made <paramref name="dateKey"/>.</param>
    /// <param name="dateKey">kDate: <see cref="Size"/> bytes.</param>
    /// <param name="region">Scope region.</param>
    /// <param name="service">Scope service.</param>
    /// <param name="stringToSign">The string to sign in UTF-8.</param>
    /// <param name="signature">Receives the signature: <see cref="Size"/> bytes.</param>
    /// <exception cref="ArgumentException">A length is out of range.</exception>
    public static void Sign(
        SignatureAlgorithm algorithm,
        ReadOnlySpan<byte> dateKey,
        ReadOnlySpan<char> region,
        ReadOnlySpan<char> service,
        ReadOnlySpan<byte> stringToSign,
        Span<byte> signature)
    {
        Span<byte> signingKey = stackalloc byte[Size];
        try
        {
            Derive(algorithm, dateKey, region, service, signingKey);
            HMACSHA256.HashData(signingKey, stringToSign, signature);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(signingKey);
        }
    }

    /// <summary>Signs with the secret.</summary>
    /// <param name="algorithm">The signature scheme.</param>
    /// <param name="secret">The access key's secret: 1 to <see cref="MaxSecretLength"/> bytes.</param>
    /// <param name="date">Scope date, yyyyMMdd.</param>
    /// <param name="region">Scope region.</param>
    /// <param name="service">Scope service.</param>
    /// <param name="stringToSign">The string to sign in UTF-8.</param>
    /// <param name="signature">Receives the signature: <see cref="Size"/> bytes.</param>
    /// <exception cref="ArgumentException">A length is out of range.</exception>
    public static void Sign(
        SignatureAlgorithm algorithm,
        ReadOnlySpan<byte> secret,
        ReadOnlySpan<char> date,
        ReadOnlySpan<char> region,
        ReadOnlySpan<char> service,
        ReadOnlySpan<byte> stringToSign,
        Span<byte> signature)
    {
        Span<byte> dateKey = stackalloc byte[Size];
        try
        {
            DeriveDateKey(algorithm, secret, date, dateKey);
            Sign(algorithm, dateKey, region, service, stringToSign, signature);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(dateKey);
        }
    }

    private static void Chain(ReadOnlySpan<byte> key, ReadOnlySpan<char> text, Span<byte> result)
    {
        if (text.Length > MaxScopeLength)
        {
            throw new ArgumentException("a part of the scope has at most 64 characters", nameof(text));
        }

        Span<byte> utf8 = stackalloc byte[3 * MaxScopeLength];
        HMACSHA256.HashData(key, utf8[..Encoding.UTF8.GetBytes(text, utf8)], result);
    }
}
