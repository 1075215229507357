using System.Text;

namespace Kms.Client.Tests.Captured;

/// <summary>A request as one of JD's own SDKs put it on the wire.</summary>
internal sealed record CapturedRequest(
    string Source, string Method, string Target, IReadOnlyList<KeyValuePair<string, string>> Headers, byte[] Body)
{
    public string Header(string name) => Headers.Single(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    public override string ToString() => $"{Source}: {Method} {Target}";

    /// <summary>Reads a file of requests separated by a line of five hyphens; a body has Content-Length bytes.</summary>
    public static List<CapturedRequest> ReadAll(string file)
    {
        var requests = new List<CapturedRequest>();
        ReadOnlySpan<byte> rest = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "vectors", "captured-requests", file));
        while (!rest.IsEmpty) requests.Add(ReadOne(file, ref rest));
        return requests;
    }

    private static CapturedRequest ReadOne(string file, ref ReadOnlySpan<byte> rest)
    {
        var end = rest.IndexOf("\r\n\r\n"u8);
        var lines = Encoding.UTF8.GetString(rest[..end]).Split("\r\n");
        var headers = lines.Skip(1).Select(line => line.Split(": ", 2)).Select(pair => KeyValuePair.Create(pair[0], pair[1])).ToList();
        var length = headers.Where(header => header.Key.Equals("content-length", StringComparison.OrdinalIgnoreCase))
            .Select(header => int.Parse(header.Value, System.Globalization.CultureInfo.InvariantCulture)).FirstOrDefault();
        var body = rest.Slice(end + 4, length).ToArray();
        rest = rest[(end + 4 + length)..];
        var next = rest.IndexOf("-----"u8);
        rest = next < 0 ? default : rest[(next + 5)..].TrimStart("\r\n"u8);
        var start = lines[0].Split(' ');
        return new(file, start[0], start[1], headers, body);
    }
}
