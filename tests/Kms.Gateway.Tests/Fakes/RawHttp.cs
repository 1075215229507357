using System.Net.Sockets;
using System.Text;

namespace Kms.Gateway.Tests.Fakes;

/// <summary>Sends exactly what a test says, which no HTTP client would, and reads one reply.</summary>
internal sealed class RawHttp : IDisposable
{
    private readonly TcpClient _tcp = new();
    private readonly NetworkStream _stream;

    private RawHttp(Uri address)
    {
        _tcp.Connect(address.Host, address.Port);
        _stream = _tcp.GetStream();
        _stream.ReadTimeout = 30_000;
    }

    public static RawHttp To(GatewayServer server) => new(server.Address);

    public async Task WriteAsync(string text) => await WriteAsync(Encoding.Latin1.GetBytes(text));

    public async Task WriteAsync(ReadOnlyMemory<byte> bytes) => await _stream.WriteAsync(bytes);

    /// <summary>Drops the connection without a word.</summary>
    public void Reset()
    {
        _tcp.Client.LingerState = new LingerOption(true, 0);
        _tcp.Client.Close();
    }

    /// <summary>One reply with a Content-Length; the connection stays.</summary>
    public async Task<string> ReadReplyAsync()
    {
        var bytes = new List<byte>();
        var end = 0;
        while (end == 0 || bytes.Count < end)
        {
            var chunk = new byte[4096];
            var read = await _stream.ReadAsync(chunk);
            Assert.NotEqual(0, read);
            bytes.AddRange(chunk.AsSpan(0, read));
            var text = Encoding.Latin1.GetString([.. bytes]);
            var blank = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (end == 0 && blank >= 0)
            {
                var length = text.Split("Content-Length: ")[1].Split("\r\n")[0];
                end = blank + 4 + int.Parse(length, System.Globalization.CultureInfo.InvariantCulture);
            }
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }

    public void Dispose() => _tcp.Dispose();
}
