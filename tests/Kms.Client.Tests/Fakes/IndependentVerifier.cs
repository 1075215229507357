using System.Security.Cryptography;
using System.Text;

namespace Kms.Client.Tests.Fakes;

/// <summary>Checks a signature from the text of the protocol alone, sharing nothing with the signer it is used against, in
/// plain strings because only clarity counts here. It is itself checked against the requests captured from JD's SDKs.</summary>
internal static class IndependentVerifier
{
    /// <summary>Null when the signature is right, otherwise what is wrong with it.</summary>
    public static string? Complaint(
        string method, string target, IReadOnlyList<KeyValuePair<string, string>> headers, byte[] body, string accessKeyId, string secret)
    {
        var authorization = Value(headers, "Authorization");
        if (authorization is null) return "lack of header authorization";
        var words = authorization.Split(' ', 2);
        var version = words[0] switch { "JDCLOUD2-HMAC-SHA256" => "2", "JDCLOUD3-HMAC-SHA256" => "3", _ => null };
        if (version is null) return "unknown algorithm";
        var parts = words[1].Split(", ").Select(part => part.Split('=', 2)).ToDictionary(part => part[0], part => part[1]);
        var scope = parts["Credential"].Split('/');
        if (scope[0] != accessKeyId) return "unknown access key";
        var date = Value(headers, "x-jdcloud-date");
        if (date is null || !date.StartsWith(scope[1], StringComparison.Ordinal)) return "date and scope differ";
        if (scope[4] != $"jdcloud{version}_request") return "terminator";

        var key = Hmac(Encoding.UTF8.GetBytes($"JDCLOUD{version}{secret}"), scope[1]);
        foreach (var step in scope[2..]) key = Hmac(key, step);
        var canonical = Canonical(method, target, headers, parts["SignedHeaders"], body, version);
        var text = $"{words[0]}\n{date}\n{string.Join('/', scope[1..])}\n{Hex(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)))}";
        var expected = Hex(Hmac(key, text));
        return expected == parts["Signature"] ? null : $"signature; canonical request was:\n{canonical}";
    }

    private static string Canonical(
        string method, string target, IReadOnlyList<KeyValuePair<string, string>> headers, string signedNames, byte[] body, string version)
    {
        var halves = target.Split('?', 2);
        var path = Encode(Uri.UnescapeDataString(halves[0])).Replace("%2F", "/", StringComparison.Ordinal);
        var query = halves.Length < 2 ? [] : halves[1].Split('&')
            .Select(part => part.Split('=', 2))
            .Select(part => (Name: Recode(part[0]), Value: part.Length < 2 ? "" : Recode(part[1])))
            .Where(part => part.Name != "")
            .OrderBy(part => part.Name, StringComparer.Ordinal).ThenBy(part => part.Value, StringComparer.Ordinal)
            .Select(part => $"{part.Name}={part.Value}");
        var lines = signedNames.Split(';').Select(name => $"{name}:{Canon(Value(headers, name) ?? "", version)}\n");
        return $"{method}\n{path}\n{string.Join('&', query)}\n{string.Concat(lines)}\n{signedNames}\n{Hex(SHA256.HashData(body))}";
    }

    private static string Canon(string value, string version) =>
        version == "3" ? value.Trim() : string.Join(' ', value.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static string Recode(string part) => Encode(Uri.UnescapeDataString(part.Replace('+', ' ')));

    // RFC 3986's unreserved characters are just the ones that stay.
    private static string Encode(string text) => Uri.EscapeDataString(text);

    private static string? Value(IReadOnlyList<KeyValuePair<string, string>> headers, string name) =>
        headers.Where(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(header => header.Value).SingleOrDefault();

    private static byte[] Hmac(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
