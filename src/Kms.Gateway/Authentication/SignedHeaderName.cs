using System.Buffers;

namespace Kms.Gateway.Authentication;

/// <summary>The names of headers that matter to a signature, in lower case.</summary>
internal static class SignedHeaderName
{
    public const string Date = "x-jdcloud-date";
    public const string Nonce = "x-jdcloud-nonce";
    public const string ContentSha256 = "x-jdcloud-content-sha256";

    private static readonly SearchValues<char> Characters =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyz");

    /// <summary>Whether a text is a header name (RFC 9110 section 5.6.2) without upper-case letters.</summary>
    public static bool IsValid(ReadOnlySpan<char> name) => !name.IsEmpty && !name.ContainsAnyExcept(Characters);

    /// <summary>The name as a string; those that the SDKs sign allocate nothing.</summary>
    public static string Of(ReadOnlySpan<char> name) => name switch
    {
        "host" => "host",
        "content-type" => "content-type",
        Date => Date,
        Nonce => Nonce,
        "accept" => "accept",
        _ => name.ToString(),
    };
}
