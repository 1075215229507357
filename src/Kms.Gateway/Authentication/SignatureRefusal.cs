namespace Kms.Gateway.Authentication;

/// <summary>
/// Why a request was not let in. The log gets the reason; the caller gets <see cref="SignatureRefusals.PublicMessage"/>,
/// which tells what he can put right and nothing about access keys.
/// </summary>
internal enum SignatureRefusal
{
    /// <summary>Never used; the value of a field that was not set.</summary>
    Unknown = 0,

    /// <summary>There is no Authorization header.</summary>
    AuthorizationMissing,

    /// <summary>There are several Authorization headers.</summary>
    AuthorizationRepeated,

    /// <summary>The Authorization header does not follow its grammar or is longer than it may be.</summary>
    AuthorizationMalformed,

    /// <summary>The last part of the scope belongs to another algorithm.</summary>
    TerminatorMismatch,

    /// <summary>The scope names another service.</summary>
    ServiceMismatch,

    /// <summary>The scope's region is not 1 to 64 characters of [A-Za-z0-9-].</summary>
    RegionMalformed,

    /// <summary>The signature is not 64 lowercase hex digits.</summary>
    SignatureMalformed,

    /// <summary>There is no x-jdcloud-date header.</summary>
    DateMissing,

    /// <summary>There are several x-jdcloud-date headers.</summary>
    DateRepeated,

    /// <summary>x-jdcloud-date is not an instant in the form yyyyMMddTHHmmssZ.</summary>
    DateMalformed,

    /// <summary>The scope's date is not the day of x-jdcloud-date.</summary>
    DateMismatch,

    /// <summary>x-jdcloud-date is too far from now.</summary>
    DateOutsideWindow,

    /// <summary>A header that the algorithm wants signed is not.</summary>
    HeaderNotSigned,

    /// <summary>A signed header is not in the request.</summary>
    SignedHeaderMissing,

    /// <summary>A header is named twice among the signed ones, or is several times in the request.</summary>
    SignedHeaderRepeated,

    /// <summary>x-jdcloud-content-sha256 is not the hash of the body.</summary>
    ContentHashMismatch,

    /// <summary>The access key id cannot be one.</summary>
    AccessKeyIdMalformed,

    /// <summary>There is no such access key.</summary>
    AccessKeyUnknown,

    /// <summary>The signature is not that of the access key, or the access key is disabled.</summary>
    SignatureMismatch,
}

/// <summary>What a refused caller may read.</summary>
internal static class SignatureRefusals
{
    /// <summary>
    /// The message. It is the same for whatever depends on the access key, so that nobody learns which ones exist.
    /// </summary>
    public static string PublicMessage(this SignatureRefusal refusal) => refusal switch
    {
        SignatureRefusal.AuthorizationMissing => "the Authorization header is missing",
        SignatureRefusal.AuthorizationRepeated => "there is more than one Authorization header",
        SignatureRefusal.AuthorizationMalformed => "the Authorization header is malformed",
        SignatureRefusal.TerminatorMismatch => "the credential scope does not end as the algorithm demands",
        SignatureRefusal.ServiceMismatch => "the credential scope is for another service",
        SignatureRefusal.RegionMalformed => "the region in the credential scope is malformed",
        SignatureRefusal.SignatureMalformed => "the signature is not 64 lowercase hex digits",
        SignatureRefusal.DateMissing => "the x-jdcloud-date header is missing",
        SignatureRefusal.DateRepeated => "there is more than one x-jdcloud-date header",
        SignatureRefusal.DateMalformed => "the x-jdcloud-date header is malformed",
        SignatureRefusal.DateMismatch => "the credential scope is for another day than x-jdcloud-date",
        SignatureRefusal.DateOutsideWindow => "x-jdcloud-date is too far from the server's time",
        SignatureRefusal.HeaderNotSigned => "a header that must be signed is not",
        SignatureRefusal.SignedHeaderMissing => "a signed header is missing",
        SignatureRefusal.SignedHeaderRepeated => "a signed header is repeated",
        SignatureRefusal.ContentHashMismatch => "x-jdcloud-content-sha256 is not the hash of the body",
        _ => "the access key or the signature is not valid",
    };
}
