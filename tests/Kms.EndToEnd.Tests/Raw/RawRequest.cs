using System.Globalization;
using System.Text;
using Kms.Client.Signing;
using Kms.Testing.Processes;

namespace Kms.EndToEnd.Tests.Raw;

/// <summary>A signed request, of which a test can bend any part before it is written out.</summary>
internal sealed class RawRequest(KmsProcess server, string method, string target)
{
    /// <summary>The body that is sent, and signed unless <see cref="SignedBody"/> differs.</summary>
    public byte[] Body { get; init; } = [];

    /// <summary>The body that the signature covers.</summary>
    public byte[]? SignedBody { get; init; }

    /// <summary>The target that goes over the wire, when it is another than the signed one.</summary>
    public string? WireTarget { get; init; }

    /// <summary>Lines after the usual headers, without line ends; they are not signed.</summary>
    public IReadOnlyList<string> ExtraHeaders { get; init; } = [];

    /// <summary>Sends the body in two chunks instead of with its length.</summary>
    public bool Chunked { get; init; }

    /// <summary>Leaves Content-Length out.</summary>
    public bool WithoutLength { get; init; }

    /// <summary>1.0 or 1.1.</summary>
    public string HttpVersion { get; init; } = "1.1";

    /// <summary>The bytes to send.</summary>
    public byte[] ToBytes()
    {
        string date = DateTime.UtcNow.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        KeyValuePair<string, string>[] signed =
        [
            new("host", server.Endpoint.Authority),
            new("x-jdcloud-date", date),
            new("x-jdcloud-nonce", Guid.NewGuid().ToString()),
        ];
        KmsCredentials credentials = server.Credentials;
        using var signer = new RequestSigner(credentials.AccessKeyId, Encoding.UTF8.GetBytes(credentials.SecretAccessKey), new SigningScope());
        string authorization = signer.Authorize(new SignableRequest { Method = method, Target = target, Date = date, Headers = signed, Body = SignedBody ?? Body });

        var head = new StringBuilder();
        head.Append(CultureInfo.InvariantCulture, $"{method} {WireTarget ?? target} HTTP/{HttpVersion}\r\n");
        foreach ((string name, string value) in signed)
        {
            head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        }

        head.Append(CultureInfo.InvariantCulture, $"Authorization: {authorization}\r\n");
        head.Append(Framing());
        foreach (string line in ExtraHeaders)
        {
            head.Append(CultureInfo.InvariantCulture, $"{line}\r\n");
        }

        return [.. Encoding.UTF8.GetBytes(head.Append("\r\n").ToString()), .. Chunked ? Chunks() : Body];
    }

    /// <summary>Sends it over a connection of its own and reads the reply.</summary>
    public Task<RawReply> SendAsync() => RawConnection.ExchangeAsync(server.Endpoint, ToBytes(), method == "HEAD");

    private string Framing() => Chunked
        ? "Transfer-Encoding: chunked\r\n"
        : WithoutLength ? "" : string.Create(CultureInfo.InvariantCulture, $"Content-Length: {Body.Length}\r\n");

    private byte[] Chunks()
    {
        int half = Body.Length / 2;
        return [.. Chunk(Body[..half]), .. Chunk(Body[half..]), .. "0\r\n\r\n"u8];
    }

    private static byte[] Chunk(byte[] data) => data.Length == 0
        ? []
        : [.. Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{data.Length:x}\r\n")), .. data, .. "\r\n"u8];
}
