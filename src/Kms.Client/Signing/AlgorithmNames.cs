namespace Kms.Client.Signing;

/// <summary>The texts in which the two schemes differ.</summary>
/// <param name="Name">First word of the Authorization header and first line of the string to sign.</param>
/// <param name="KeyPrefix">Stands before the secret where the first key is derived.</param>
/// <param name="Terminator">Last part of the credential scope, last step of the key derivation.</param>
/// <param name="CollapsesSpaces">Whether runs of spaces inside a header's value count as one.</param>
/// <param name="CollapsesSlashes">Whether runs of slashes in the path count as one.</param>
internal sealed record AlgorithmNames(string Name, string KeyPrefix, string Terminator, bool CollapsesSpaces, bool CollapsesSlashes)
{
    private static readonly AlgorithmNames Jdcloud2 = new("JDCLOUD2-HMAC-SHA256", "JDCLOUD2", "jdcloud2_request", true, false);
    private static readonly AlgorithmNames Jdcloud3 = new("JDCLOUD3-HMAC-SHA256", "JDCLOUD3", "jdcloud3_request", false, true);

    public static AlgorithmNames Of(SigningAlgorithm algorithm) => algorithm switch
    {
        SigningAlgorithm.Jdcloud2 => Jdcloud2,
        SigningAlgorithm.Jdcloud3 => Jdcloud3,
        _ => throw new ArgumentOutOfRangeException(nameof(algorithm), algorithm, "not a signing algorithm"),
    };
}
