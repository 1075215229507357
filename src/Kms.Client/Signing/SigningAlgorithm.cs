namespace Kms.Client.Signing;

/// <summary>The two signature schemes JD Cloud's gateways accept.</summary>
public enum SigningAlgorithm
{
    /// <summary>Never a valid choice.</summary>
    Unknown = 0,

    /// <summary><c>JDCLOUD2-HMAC-SHA256</c>: what the Go, .NET, Node, Java and PHP SDKs send. The default.</summary>
    Jdcloud2 = 1,

    /// <summary><c>JDCLOUD3-HMAC-SHA256</c>: what the Python SDK sends.</summary>
    Jdcloud3 = 2,
}
