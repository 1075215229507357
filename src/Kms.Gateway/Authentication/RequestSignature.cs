using System.Security.Cryptography;
using Kms.Grains.Abstractions.Access;

namespace Kms.Gateway.Authentication;

/// <summary>
/// Layer one: computes what a request's signature covers, and judges nothing. Whoever holds the key signs or compares.
/// </summary>
internal static class RequestSignature
{
    private const int UsualLength = 1024;

    /// <summary>The string to sign in UTF-8.</summary>
    /// <remarks><code>algorithm LF x-jdcloud-date LF scope LF hex(SHA-256(canonical request))</code></remarks>
    /// <param name="bodyHash">SHA-256 of the body.</param>
    public static byte[] StringToSign(SignedRequest request, ReadOnlySpan<byte> bodyHash)
    {
        var buffer = new CanonicalBuffer(UsualLength);
        try
        {
            CanonicalRequest.Write(ref buffer, request, bodyHash);
            Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
            SHA256.HashData(buffer.Written, hash);

            var start = buffer.Length;
            buffer.Write(request.Authorization.Algorithm.Name());
            buffer.Write((byte)'\n');
            buffer.Write(request.Headers[SignedHeaderName.Date].ToString());
            buffer.Write((byte)'\n');
            buffer.Write(request.Authorization.Scope.Span);
            buffer.Write((byte)'\n');
            buffer.WriteHex(hash);
            return buffer.Written[start..].ToArray();
        }
        finally
        {
            buffer.Dispose();
        }
    }
}
