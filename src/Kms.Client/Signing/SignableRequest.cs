namespace Kms.Client.Signing;

/// <summary>The parts of an HTTP request that a signature covers.</summary>
public sealed record SignableRequest
{
    /// <summary>The verb, upper case.</summary>
    public required string Method { get; init; }

    /// <summary>The request target as it goes over the wire: path and query, percent-encoded or not.</summary>
    public required string Target { get; init; }

    /// <summary>The value of <c>x-jdcloud-date</c>, <c>yyyyMMdd'T'HHmmss'Z'</c>, whether or not that header is signed.</summary>
    public required string Date { get; init; }

    /// <summary>The headers to sign, in the order they are listed (JD's clients sort by name). Names in any case.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; }

    /// <summary>The body's bytes. Default: none.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Verb and target: a body may carry plaintext and is never printed.</summary>
    public override string ToString() => $"{Method} {Target}";
}
