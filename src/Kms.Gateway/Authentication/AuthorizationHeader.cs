using System.Diagnostics.CodeAnalysis;
using Kms.Grains.Abstractions.Access;

namespace Kms.Gateway.Authentication;

/// <summary>The parts of an Authorization header, as slices of what was received.</summary>
/// <remarks>
/// <code>
/// header     = algorithm " Credential=" credential ", SignedHeaders=" names ", Signature=" signature
/// credential = access-key-id "/" scope
/// scope      = date "/" region "/" service "/" terminator
/// names      = [ name *( ";" name ) ]        at most 32, in lower case
/// </code>
/// At most 1024 characters. Nothing else is accepted: no other order, spacing or part. What the parts may hold is the
/// business of <see cref="SignaturePolicy"/>, because published test vectors break those rules.
/// </remarks>
internal sealed class AuthorizationHeader
{
    /// <summary>Longest header, in characters.</summary>
    public const int MaxLength = 1024;

    /// <summary>Most names in SignedHeaders.</summary>
    public const int MaxNames = 32;

    private AuthorizationHeader()
    {
    }

    public required SignatureAlgorithm Algorithm { get; init; }

    public required ReadOnlyMemory<char> AccessKeyId { get; init; }

    /// <summary>Date, region, service and terminator with the slashes between them.</summary>
    public required ReadOnlyMemory<char> Scope { get; init; }

    public required ReadOnlyMemory<char> Date { get; init; }

    public required ReadOnlyMemory<char> Region { get; init; }

    public required ReadOnlyMemory<char> Service { get; init; }

    public required ReadOnlyMemory<char> Terminator { get; init; }

    /// <summary>The signed names as received, separated by semicolons.</summary>
    public required ReadOnlyMemory<char> SignedHeaders { get; init; }

    /// <summary>The signed names, in the order received.</summary>
    public required string[] Names { get; init; }

    public required ReadOnlyMemory<char> Signature { get; init; }

    public static bool TryParse(string text, [NotNullWhen(true)] out AuthorizationHeader? header)
    {
        header = null;
        var rest = text.AsMemory();
        if (text.Length > MaxLength
            || !TryCut(ref rest, " Credential=", out var algorithm)
            || !TryCut(ref rest, ", SignedHeaders=", out var scope)
            || !TryCut(ref rest, ", Signature=", out var signedHeaders)
            || !TryCutPart(ref scope, out var accessKeyId)
            || SignatureAlgorithms.Find(algorithm.Span) is var known && known == SignatureAlgorithm.Unknown
            || !TrySplit(signedHeaders.Span, out var names))
        {
            return false;
        }

        var terminator = scope;
        if (!TryCutPart(ref terminator, out var date)
            || !TryCutPart(ref terminator, out var region)
            || !TryCutPart(ref terminator, out var service)
            || terminator.Span.Contains('/'))
        {
            return false;
        }

        header = new AuthorizationHeader
        {
            Algorithm = known,
            AccessKeyId = accessKeyId,
            Scope = scope,
            Date = date,
            Region = region,
            Service = service,
            Terminator = terminator,
            SignedHeaders = signedHeaders,
            Names = names,
            Signature = rest,
        };
        return true;
    }

    private static bool TryCut(ref ReadOnlyMemory<char> rest, ReadOnlySpan<char> tag, out ReadOnlyMemory<char> before)
    {
        var at = rest.Span.IndexOf(tag);
        if (at < 0)
        {
            before = default;
            return false;
        }

        before = rest[..at];
        rest = rest[(at + tag.Length)..];
        return true;
    }

    private static bool TryCutPart(ref ReadOnlyMemory<char> rest, out ReadOnlyMemory<char> part) =>
        TryCut(ref rest, "/", out part) && !part.IsEmpty;

    private static bool TrySplit(ReadOnlySpan<char> text, out string[] names)
    {
        names = [];
        var count = text.IsEmpty ? 0 : text.Count(';') + 1;
        if (count > MaxNames)
        {
            return false;
        }

        names = count == 0 ? [] : new string[count];
        var next = 0;
        foreach (var range in text.IsEmpty ? default : text.Split(';'))
        {
            if (!SignedHeaderName.IsValid(text[range]))
            {
                return false;
            }

            names[next++] = SignedHeaderName.Of(text[range]);
        }

        return true;
    }
}
