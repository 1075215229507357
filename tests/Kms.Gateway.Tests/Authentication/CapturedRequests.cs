using System.Globalization;
using System.Text;

namespace Kms.Gateway.Tests.Authentication;

/// <summary>
/// What JD Cloud's SDKs put on the wire (tests/vectors/captured-requests). In a file, a request is its head with lines
/// that end in CRLF, a blank line and Content-Length bytes; LF, five hyphens and LF end it.
/// </summary>
internal static class CapturedRequests
{
    /// <summary>The secret of the access key <c>ak</c> that signed them all.</summary>
    public const string Secret = "sk";

    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "vectors", "captured-requests");

    public static IReadOnlyList<TestRequest> Net { get; } = Parse("net.txt");

    public static IReadOnlyList<TestRequest> Node { get; } = Parse("node.txt");

    public static IReadOnlyList<TestRequest> Python { get; } = Parse("python.txt");

    public static IReadOnlyList<TestRequest> NetCornerCases { get; } = Parse("net-corner-cases.txt");

    /// <summary>Those of the three SDKs.</summary>
    public static IReadOnlyList<TestRequest> Ordinary { get; } = [.. Net, .. Node, .. Python];

    /// <summary>Every one that verifies: all but the one whose id the .NET SDK encodes twice.</summary>
    public static IReadOnlyList<TestRequest> Valid { get; } =
        [.. Ordinary, .. NetCornerCases.Where(r => !r.Target.Contains("%20", StringComparison.Ordinal))];

    private static List<TestRequest> Parse(string file)
    {
        ReadOnlySpan<byte> rest = File.ReadAllBytes(Path.Combine(Folder, file));
        var requests = new List<TestRequest>();
        while (!rest.IsEmpty)
        {
            var head = Encoding.UTF8.GetString(Cut(ref rest, "\r\n\r\n"u8)).Split("\r\n");
            var headers = head[1..].Select(Header).ToArray();
            var length = headers.SingleOrDefault(h => h.Name == "Content-Length").Value ?? "0";
            var body = rest[..int.Parse(length, CultureInfo.InvariantCulture)].ToArray();
            rest = rest[body.Length..];
            Assert.True(Cut(ref rest, "\n-----\n"u8).IsEmpty);

            var line = head[0].Split(' ');
            Assert.Equal("HTTP/1.1", line[2]);
            requests.Add(new TestRequest($"{file} {requests.Count} {line[0]} {line[1]}", line[0], line[1], headers, body));
        }

        return requests;
    }

    private static ReadOnlySpan<byte> Cut(ref ReadOnlySpan<byte> rest, ReadOnlySpan<byte> mark)
    {
        var at = rest.IndexOf(mark);
        Assert.True(at >= 0);
        var before = rest[..at];
        rest = rest[(at + mark.Length)..];
        return before;
    }

    private static (string Name, string Value) Header(string line)
    {
        var colon = line.IndexOf(": ", StringComparison.Ordinal);
        return (line[..colon], line[(colon + 2)..]);
    }
}
