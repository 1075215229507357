using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using HdrHistogram;
using Kms.Cli.Bench.Workloads;

namespace Kms.Cli.Bench.Load;

/// <summary>One connection, kept alive: a request, its reply, the next request.</summary>
internal sealed class LoadConnection(EndPoint server, SignedRequestWriter writer, IReadOnlyList<RequestTemplate> requests, int first) : IDisposable
{
    private const int MaximumFailuresInARow = 10;
    private const long LongestMicros = 60_000_000;

    private readonly Dictionary<string, int> _errors = new(StringComparer.Ordinal);
    private byte[] _reply = new byte[16 * 1024];
    private Socket? _socket;
    private int _next = first;
    private volatile bool _ended;

    /// <summary>Latencies of successes, in microseconds.</summary>
    public LongHistogram Latencies { get; } = new(1, LongestMicros, 3);

    /// <summary>Everything that was no success, by kind.</summary>
    public IReadOnlyDictionary<string, int> Errors => _errors;

    public async Task ConnectAsync()
    {
        _socket?.Dispose();
        _socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await _socket.ConnectAsync(server);
    }

    public async Task RunAsync(RoundLimit limit)
    {
        var failures = 0;
        while (!_ended && failures < MaximumFailuresInARow && limit.TryTake())
        {
            try
            {
                await ExchangeAsync(requests[_next++ % requests.Count]);
                failures = 0;
            }
            catch (Exception exception) when (exception is SocketException or InvalidDataException or ObjectDisposedException)
            {
                failures++;
                Count(exception is SocketException socket ? socket.SocketErrorCode.ToString() : exception.Message);
                if (!_ended) await ReconnectAsync();
            }
        }
    }

    /// <summary>Ends the round for a connection that waits for a reply that never comes.</summary>
    public void Dispose()
    {
        _ended = true;
        _socket?.Dispose();
    }

    private async Task ExchangeAsync(RequestTemplate request)
    {
        var bytes = writer.Write(request);
        var start = Stopwatch.GetTimestamp();
        while (bytes.Length > 0) bytes = bytes[await _socket!.SendAsync(bytes)..];
        var frame = await ReceiveAsync();
        var micros = Stopwatch.GetElapsedTime(start).Ticks / TimeSpan.TicksPerMicrosecond;
        if (frame.Status is >= 200 and < 300) Latencies.RecordValue(Math.Clamp(micros, 1, LongestMicros));
        else Count(Kind(frame));
        if (frame.Closes) await ConnectAsync();
    }

    private async Task<ReplyFrame> ReceiveAsync()
    {
        var length = 0;
        ReplyFrame frame;
        do
        {
            if (length == _reply.Length) Array.Resize(ref _reply, _reply.Length * 2);
            var read = await _socket!.ReceiveAsync(_reply.AsMemory(length));
            if (read == 0) throw new SocketException((int)SocketError.ConnectionReset);
            length += read;
        }
        while (!ReplyFrame.TryParse(_reply.AsSpan(0, length), out frame));
        return frame;
    }

    private async Task ReconnectAsync()
    {
        try
        {
            await ConnectAsync();
        }
        catch (SocketException exception)
        {
            Count(exception.SocketErrorCode.ToString());
        }
    }

    // The service's own word for it, where there is one.
    private string Kind(ReplyFrame frame)
    {
        var body = _reply.AsSpan(frame.BodyStart, frame.Length - frame.BodyStart);
        var mark = "\"status\":\""u8;
        var start = body.IndexOf(mark);
        if (start < 0) return $"{frame.Status}";
        var word = body[(start + mark.Length)..];
        return $"{frame.Status} {Encoding.ASCII.GetString(word[..Math.Max(0, word.IndexOf((byte)'"'))])}";
    }

    private void Count(string kind) => _errors[kind] = _errors.GetValueOrDefault(kind) + 1;
}
