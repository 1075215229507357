using System.Globalization;
using System.Text;
using Kms.Cli.Bench.Workloads;
using Kms.Client.Signing;

namespace Kms.Cli.Bench.Load;

/// <summary>Writes a request's bytes, freshly dated and signed each time, into one reused buffer. HttpClient would cost as
/// much as the server that shares the processors with it.</summary>
internal sealed class SignedRequestWriter(RequestSigner signer, string host)
{
    private byte[] _buffer = new byte[4096];
    private long _second;
    private string _date = "";

    public ReadOnlyMemory<byte> Write(RequestTemplate request)
    {
        var date = Date();
        var nonce = Guid.NewGuid().ToString();
        var authorization = signer.Authorize(new SignableRequest
        {
            Method = request.Method,
            Target = request.Target,
            Date = date,
            Headers = SignedHeaders(request, date, nonce),
            Body = request.Body,
        });
        var head = request.Body.Length == 0
            ? $"{request.Method} {request.Target} HTTP/1.1\r\nHost: {host}\r\nx-jdcloud-date: {date}\r\nx-jdcloud-nonce: {nonce}\r\nAuthorization: {authorization}\r\n\r\n"
            : $"{request.Method} {request.Target} HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json\r\nContent-Length: {request.Body.Length}\r\nx-jdcloud-date: {date}\r\nx-jdcloud-nonce: {nonce}\r\nAuthorization: {authorization}\r\n\r\n";
        if (_buffer.Length < head.Length + request.Body.Length) _buffer = new byte[head.Length + request.Body.Length];
        var length = Encoding.ASCII.GetBytes(head, _buffer);
        request.Body.CopyTo(_buffer, length);
        return _buffer.AsMemory(0, length + request.Body.Length);
    }

    private KeyValuePair<string, string>[] SignedHeaders(RequestTemplate request, string date, string nonce) => request.Body.Length == 0
        ? [new("host", host), new("x-jdcloud-date", date), new("x-jdcloud-nonce", nonce)]
        : [new("content-type", "application/json"), new("host", host), new("x-jdcloud-date", date), new("x-jdcloud-nonce", nonce)];

    private string Date()
    {
        var now = DateTime.UtcNow;
        var second = now.Ticks / TimeSpan.TicksPerSecond;
        if (second == _second) return _date;
        _second = second;
        return _date = now.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
    }
}
