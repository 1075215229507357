namespace Kms.Grains.Abstractions.Access;

/// <summary>The fixed texts of each <see cref="SignatureAlgorithm"/>. They belong together: none may be mixed.</summary>
public static class SignatureAlgorithms
{
    private const string Jdcloud2Name = "JDCLOUD2-HMAC-SHA256";
    private const string Jdcloud3Name = "JDCLOUD3-HMAC-SHA256";

    /// <summary>The name in the Authorization header and in the string to sign.</summary>
    /// <param name="algorithm">A known algorithm.</param>
    /// <exception cref="ArgumentOutOfRangeException">The algorithm is not known.</exception>
    public static string Name(this SignatureAlgorithm algorithm) => algorithm switch
    {
        SignatureAlgorithm.Jdcloud2 => Jdcloud2Name,
        SignatureAlgorithm.Jdcloud3 => Jdcloud3Name,
        _ => throw new ArgumentOutOfRangeException(nameof(algorithm)),
    };

    /// <summary>The last part of the credential scope and the last input of the key derivation.</summary>
    /// <param name="algorithm">A known algorithm.</param>
    /// <exception cref="ArgumentOutOfRangeException">The algorithm is not known.</exception>
    public static string Terminator(this SignatureAlgorithm algorithm) => algorithm switch
    {
        SignatureAlgorithm.Jdcloud2 => "jdcloud2_request",
        SignatureAlgorithm.Jdcloud3 => "jdcloud3_request",
        _ => throw new ArgumentOutOfRangeException(nameof(algorithm)),
    };

    /// <summary>Finds an algorithm by its exact name.</summary>
    /// <param name="name">The name as received.</param>
    /// <returns>The algorithm, or <see cref="SignatureAlgorithm.Unknown"/>.</returns>
    public static SignatureAlgorithm Find(ReadOnlySpan<char> name) => name switch
    {
        Jdcloud2Name => SignatureAlgorithm.Jdcloud2,
        Jdcloud3Name => SignatureAlgorithm.Jdcloud3,
        _ => SignatureAlgorithm.Unknown,
    };

    /// <summary>What stands before the secret in the first key of the derivation.</summary>
    internal static ReadOnlySpan<byte> KeyPrefix(this SignatureAlgorithm algorithm) => algorithm switch
    {
        SignatureAlgorithm.Jdcloud2 => "JDCLOUD2"u8,
        SignatureAlgorithm.Jdcloud3 => "JDCLOUD3"u8,
        _ => throw new ArgumentOutOfRangeException(nameof(algorithm)),
    };
}
