using System.Text;
using CsCheck;
using Kms.Client.Signing;
using Kms.Client.Tests.Fakes;

namespace Kms.Client.Tests.Signing;

/// <summary>Two readings of one protocol, the signer's and the fake's, must agree on everything a request can be.</summary>
public sealed class RequestSignerPropertyTests
{
    // Escapes of whole characters only: the verifier decodes text, the signer bytes.
    private static readonly string[] Tokens = ["a", "Z", "0", "-", ".", "_", "~", ":", " ", "é", "中", "!", "(", "*", "'", "@", "$", ",", ";", "+", "%26", "%C3%BC", "%7E", "%3A"];

    private static readonly Gen<string> Word = Gen.Int[0, Tokens.Length - 1].Select(index => Tokens[index]).Array[0, 12].Select(string.Concat);

    private static readonly Gen<(string Target, string Header, byte[] Body, bool Jdcloud3)> Requests =
        Gen.Select(Word.Array[1, 3], Gen.Select(Word, Word).Array[0, 4], Word, Gen.Byte.Array[0, 40], Gen.Bool, (path, query, header, body, version3) =>
        {
            // An empty part of a path would be a doubled slash, which the two algorithms treat differently.
            var target = string.Concat(path.Select(part => $"/x{part}"));
            if (query.Length > 0) target += "?" + string.Join('&', query.Select(pair => $"{pair.Item1}={pair.Item2}"));
            return (target, header, body, version3);
        });

    [Fact]
    public void Authorize_AnyRequest_SatisfiesTheIndependentVerifier() => Requests.Sample(request =>
    {
        var headers = new List<KeyValuePair<string, string>>
        {
            new("Host", "127.0.0.1:1"), new("X-Jdcloud-Date", "20261124T000000Z"), new("X-My", request.Header),
        };
        using var signer = new RequestSigner("ak", "sk"u8, new() { Algorithm = request.Jdcloud3 ? SigningAlgorithm.Jdcloud3 : SigningAlgorithm.Jdcloud2 });
        var authorization = signer.Authorize(new SignableRequest
        {
            Method = "POST", Target = request.Target, Date = "20261124T000000Z", Headers = headers, Body = request.Body,
        });

        return IndependentVerifier.Complaint("POST", request.Target, [.. headers, new("Authorization", authorization)], request.Body, "ak", "sk") is null;
    });
}
