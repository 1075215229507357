namespace Kms.Grains.Abstractions.Access;

/// <summary>JD Cloud's two request signature schemes. They differ in key prefix, terminator and canonical form.</summary>
public enum SignatureAlgorithm
{
    /// <summary>Never valid; the value of a field that was not set.</summary>
    Unknown = 0,

    /// <summary><c>JDCLOUD2-HMAC-SHA256</c>.</summary>
    Jdcloud2 = 2,

    /// <summary><c>JDCLOUD3-HMAC-SHA256</c>.</summary>
    Jdcloud3 = 3,
}
