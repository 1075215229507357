namespace Kms.Client.Signing;

/// <summary>What a signature is good for, beside the date: the middle of the credential scope.</summary>
public sealed record SigningScope
{
    /// <summary>Default: <see cref="SigningAlgorithm.Jdcloud2"/>.</summary>
    public SigningAlgorithm Algorithm { get; init; } = SigningAlgorithm.Jdcloud2;

    /// <summary>Letters, digits and hyphens, at most 64. Default <c>jdcloud-api</c>, as JD's Go and Python SDKs write it;
    /// the name has no effect on where a request goes.</summary>
    public string Region { get; init; } = "jdcloud-api";

    /// <summary>Default <c>kms</c>, the only service a KMS accepts.</summary>
    public string Service { get; init; } = "kms";
}
