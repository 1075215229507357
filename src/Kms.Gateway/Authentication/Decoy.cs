using System.Security.Cryptography;
using Kms.Grains.Abstractions.Access;

namespace Kms.Gateway.Authentication;

/// <summary>Spends on an access key that does not exist what verifying a signature would cost.</summary>
internal static class Decoy
{
    private const int SecretLength = 40;

    private static readonly byte[] Secret = RandomNumberGenerator.GetBytes(SecretLength);

    public static void Verify(AuthorizationHeader authorization)
    {
        Span<byte> expected = stackalloc byte[SigningKey.Size];
        Span<byte> received = stackalloc byte[SigningKey.Size];
        Convert.FromHexString(authorization.Signature.Span, received, out _, out _);
        SigningKey.Sign(
            authorization.Algorithm,
            Secret,
            authorization.Date.Span,
            authorization.Region.Span,
            authorization.Service.Span,
            received,
            expected);
        _ = CryptographicOperations.FixedTimeEquals(expected, received);
    }
}
