using System.Text;
using System.Text.Json;
using Kms.Grains.Abstractions.Access;

namespace Kms.Gateway.Tests.Authentication;

/// <summary>Published test vectors (tests/vectors/signatures/requests.json), each checked by an independent program.</summary>
internal sealed record SignatureVector(
    string Name,
    string Source,
    string Algorithm,
    string AccessKeyId,
    string Secret,
    string Region,
    string Service,
    string Method,
    string Target,
    string[][] Headers,
    string Body,
    string SignedHeaders,
    string? Signature,
    string? CanonicalHash,
    string? CanonicalRequest)
{
    public static IReadOnlyList<SignatureVector> All { get; } = JsonSerializer.Deserialize<List<SignatureVector>>(
        File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "vectors", "signatures", "requests.json")),
        JsonSerializerOptions.Web)!;

    public TestRequest ToRequest()
    {
        var headers = Headers.Select(h => (h[0], h[1])).ToList();
        var date = headers.Single(h => h.Item1.Equals("x-jdcloud-date", StringComparison.OrdinalIgnoreCase)).Item2[..8];
        var terminator = SignatureAlgorithms.Find(Algorithm).Terminator();
        var signature = Signature ?? new string('0', 64);
        headers.Add((
            "Authorization",
            $"{Algorithm} Credential={AccessKeyId}/{date}/{Region}/{Service}/{terminator}, SignedHeaders={SignedHeaders}, Signature={signature}"));
        return new TestRequest(Name, Method, Target, [.. headers], Encoding.UTF8.GetBytes(Body));
    }
}
