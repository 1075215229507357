using System.Buffers;
using System.Globalization;
using Kms.Grains.Abstractions.Access;
using Kms.Grains.Abstractions.Hosting;

namespace Kms.Gateway.Authentication;

/// <summary>
/// Layer two: which signed requests this service accepts, whatever their signature's value. Stricter than what can be
/// computed, as far as JD Cloud's own SDKs allow.
/// </summary>
internal static class SignaturePolicy
{
    /// <summary>The only service in a scope.</summary>
    public const string Service = "kms";

    private const int MaxRegionLength = 64;
    private const int SignatureDigits = 2 * SigningKey.Size;
    private const int ScopeDateLength = 8;
    private const string DateFormat = "yyyyMMdd'T'HHmmss'Z'";

    private static readonly SearchValues<char> RegionCharacters =
        SearchValues.Create("-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    private static readonly SearchValues<char> LowercaseHex = SearchValues.Create("0123456789abcdef");

    /// <summary>Finds the one Authorization header.</summary>
    public static SignatureRefusal? Read(IHeaderDictionary headers, out AuthorizationHeader? authorization)
    {
        authorization = null;
        var values = headers.Authorization;
        return values.Count switch
        {
            0 => SignatureRefusal.AuthorizationMissing,
            > 1 => SignatureRefusal.AuthorizationRepeated,
            _ when !AuthorizationHeader.TryParse(values.ToString(), out authorization) =>
                SignatureRefusal.AuthorizationMalformed,
            _ => null,
        };
    }

    /// <summary>Everything that can be judged before the body has been read and without knowing the access key.</summary>
    /// <param name="skew">How far x-jdcloud-date may be from <paramref name="now"/>, either way.</param>
    public static SignatureRefusal? Check(SignedRequest request, DateTimeOffset now, TimeSpan skew) =>
        CheckCredential(request.Authorization)
        ?? CheckDate(request, now, skew)
        ?? CheckNames(request)
        ?? (GrainKeys.IsId(request.Authorization.AccessKeyId.Span) ? null : SignatureRefusal.AccessKeyIdMalformed);

    /// <summary>A content hash that the client states must be the real one.</summary>
    /// <param name="bodyHash">SHA-256 of the body.</param>
    public static SignatureRefusal? CheckBody(IHeaderDictionary headers, ReadOnlySpan<byte> bodyHash)
    {
        var claimed = headers[SignedHeaderName.ContentSha256];
        if (claimed.Count == 0)
        {
            return null;
        }

        Span<char> real = stackalloc char[2 * bodyHash.Length];
        Convert.TryToHexStringLower(bodyHash, real, out _);
        return claimed.Count == 1 && real.SequenceEqual(claimed[0]) ? null : SignatureRefusal.ContentHashMismatch;
    }

    private static SignatureRefusal? CheckCredential(AuthorizationHeader authorization)
    {
        var region = authorization.Region.Span;
        var signature = authorization.Signature.Span;
        return authorization switch
        {
            _ when !authorization.Terminator.Span.SequenceEqual(authorization.Algorithm.Terminator()) =>
                SignatureRefusal.TerminatorMismatch,
            _ when !authorization.Service.Span.SequenceEqual(Service) => SignatureRefusal.ServiceMismatch,
            _ when region.Length > MaxRegionLength || region.ContainsAnyExcept(RegionCharacters) =>
                SignatureRefusal.RegionMalformed,
            _ when signature.Length != SignatureDigits || signature.ContainsAnyExcept(LowercaseHex) =>
                SignatureRefusal.SignatureMalformed,
            _ => null,
        };
    }

    private static SignatureRefusal? CheckDate(SignedRequest request, DateTimeOffset now, TimeSpan skew)
    {
        var values = request.Headers[SignedHeaderName.Date];
        if (values.Count != 1)
        {
            return values.Count == 0 ? SignatureRefusal.DateMissing : SignatureRefusal.DateRepeated;
        }

        var text = values[0].AsSpan();
        if (!DateTimeOffset.TryParseExact(
            text, DateFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date))
        {
            return SignatureRefusal.DateMalformed;
        }

        if (!text.StartsWith(request.Authorization.Date.Span) || request.Authorization.Date.Length != ScopeDateLength)
        {
            return SignatureRefusal.DateMismatch;
        }

        return (now - date).Duration() > skew ? SignatureRefusal.DateOutsideWindow : null;
    }

    private static SignatureRefusal? CheckNames(SignedRequest request)
    {
        var names = request.Authorization.Names.AsSpan();
        var enough = request.Authorization.Algorithm == SignatureAlgorithm.Jdcloud2
            ? names.Contains(SignedHeaderName.Date) && names.Contains(SignedHeaderName.Nonce)
            : names.Length > 0;
        if (!enough)
        {
            return SignatureRefusal.HeaderNotSigned;
        }

        for (var i = 0; i < names.Length; i++)
        {
            var count = request.Headers[names[i]].Count;
            if (count == 0)
            {
                return SignatureRefusal.SignedHeaderMissing;
            }

            if (count > 1 || names[..i].Contains(names[i]))
            {
                return SignatureRefusal.SignedHeaderRepeated;
            }
        }

        return null;
    }
}
