using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Kms.EndToEnd.Tests.Raw;

/// <summary>One TCP connection to a server, over which a test says exactly the bytes it means.</summary>
internal sealed class RawConnection : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TcpClient _tcp = new();
    private readonly byte[] _one = new byte[1];

    /// <summary>Connects.</summary>
    public static async Task<RawConnection> OpenAsync(Uri endpoint)
    {
        var connection = new RawConnection();
        await connection._tcp.ConnectAsync(endpoint.Host, endpoint.Port);
        return connection;
    }

    /// <summary>Sends one request and reads its reply over a connection of its own.</summary>
    public static async Task<RawReply> ExchangeAsync(Uri endpoint, byte[] request, bool headOnly = false)
    {
        using RawConnection connection = await OpenAsync(endpoint);
        await connection.SendAsync(request);
        return await connection.ReadAsync(headOnly);
    }

    /// <summary>Sends bytes. A server that has refused already may have closed: its reply is still to be read.</summary>
    public async Task SendAsync(byte[] bytes)
    {
        try
        {
            await _tcp.GetStream().WriteAsync(bytes).AsTask().WaitAsync(Patience);
        }
        catch (IOException)
        {
            // Read what it said before it closed.
        }
    }

    /// <summary>Reads one reply.</summary>
    /// <param name="headOnly">The reply to HEAD: lengths are announced, but no body comes.</param>
    public async Task<RawReply> ReadAsync(bool headOnly = false)
    {
        string[] head = await ReadHeadAsync();
        while (head[0].Contains(" 100 ", StringComparison.Ordinal))
        {
            head = await ReadHeadAsync();
        }

        int status = int.Parse(head[0].Split(' ')[1], CultureInfo.InvariantCulture);
        var headers = head[1..].Select(line => line.Split(": ", 2)).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.OrdinalIgnoreCase);
        return new RawReply(status, headers, headOnly ? "" : await ReadBodyAsync(headers));
    }

    /// <summary>True when the server has closed its side.</summary>
    public async Task<bool> IsClosedByServerAsync()
    {
        try
        {
            return await _tcp.GetStream().ReadAsync(_one).AsTask().WaitAsync(Patience) == 0;
        }
        catch (IOException)
        {
            return true;
        }
    }

    public void Dispose() => _tcp.Dispose();

    private async Task<string[]> ReadHeadAsync()
    {
        var text = new StringBuilder();
        while (!text.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            text.Append((char)(await ReadBytesAsync(1))[0]);
        }

        return text.ToString().Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
    }

    private async Task<string> ReadBodyAsync(Dictionary<string, string> headers)
    {
        if (headers.TryGetValue("Content-Length", out string? length))
        {
            return Encoding.UTF8.GetString(await ReadBytesAsync(int.Parse(length, CultureInfo.InvariantCulture)));
        }

        var body = new StringBuilder();
        while (headers.ContainsKey("Transfer-Encoding"))
        {
            int size = int.Parse(await ReadLineAsync(), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            body.Append(Encoding.UTF8.GetString(await ReadBytesAsync(size)));
            await ReadLineAsync();
            if (size == 0)
            {
                break;
            }
        }

        return body.ToString();
    }

    private async Task<string> ReadLineAsync()
    {
        var text = new StringBuilder();
        while (!text.ToString().EndsWith("\r\n", StringComparison.Ordinal))
        {
            text.Append((char)(await ReadBytesAsync(1))[0]);
        }

        return text.ToString().TrimEnd();
    }

    private async Task<byte[]> ReadBytesAsync(int count)
    {
        byte[] bytes = new byte[count];
        await _tcp.GetStream().ReadExactlyAsync(bytes).AsTask().WaitAsync(Patience);
        return bytes;
    }
}
