using System.Security.Cryptography;
using Kms.Grains.Abstractions.Access;

namespace Kms.Grains.Access;

/// <summary>kDate of one date, scheme and revision, and the last signing key that was derived from it and verified.</summary>
internal sealed class DateKey : IDisposable
{
    private readonly byte[] _dateKey = GC.AllocateArray<byte>(SigningKey.Size, pinned: true);
    private readonly byte[] _signingKey = GC.AllocateArray<byte>(SigningKey.Size, pinned: true);
    private string? _region;
    private string? _service;

    /// <summary>Derives kDate from the secret.</summary>
    public DateKey(long revision, SignatureAlgorithm algorithm, string date, ReadOnlySpan<byte> secret)
    {
        (Revision, Algorithm, Date) = (revision, algorithm, date);
        SigningKey.DeriveDateKey(algorithm, secret, date, _dateKey);
    }

    /// <summary>Revision of the access key.</summary>
    public long Revision { get; }

    /// <summary>The signature scheme.</summary>
    public SignatureAlgorithm Algorithm { get; }

    /// <summary>Scope date, yyyyMMdd.</summary>
    public string Date { get; }

    /// <summary>Whether a request's signature is the access key's; compared in constant time.</summary>
    public bool Verifies(AuthenticateRequest request)
    {
        if (_region == request.Region && _service == request.Service)
        {
            return Matches(_signingKey, request);
        }

        Span<byte> signingKey = stackalloc byte[SigningKey.Size];
        try
        {
            SigningKey.Derive(Algorithm, _dateKey, request.Region, request.Service, signingKey);
            var verified = Matches(signingKey, request);
            if (verified)
            {
                signingKey.CopyTo(_signingKey);
                (_region, _service) = (request.Region, request.Service);
            }

            return verified;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(signingKey);
        }
    }

    /// <summary>Zeroises the keys.</summary>
    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(_dateKey);
        CryptographicOperations.ZeroMemory(_signingKey);
        (_region, _service) = (null, null);
    }

    private static bool Matches(ReadOnlySpan<byte> signingKey, AuthenticateRequest request)
    {
        Span<byte> expected = stackalloc byte[SigningKey.Size];
        HMACSHA256.HashData(signingKey, request.StringToSign, expected);
        return CryptographicOperations.FixedTimeEquals(expected, request.Signature);
    }
}
