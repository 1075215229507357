using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using Kms.Client.Errors;
using Kms.Client.Signing;

namespace Kms.Client.Wire;

/// <summary>Sends one signed request and reads one reply.</summary>
internal sealed class HttpCaller : IDisposable
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    private readonly KmsClientOptions _options;
    private readonly TimeProvider _time;
    private readonly RequestSigner _signer;
    private readonly HttpClient _http;
    private readonly HttpClient? _owned;

    public HttpCaller(KmsClientOptions options, HttpClient? http, TimeProvider time)
    {
        _options = options;
        _time = time;
        _signer = new RequestSigner(options.AccessKeyId, options.SecretAccessKey, options.Scope);
        _owned = http is null ? Connect(options) : null;
        _http = http ?? _owned!;
    }

    public async Task<KmsReply> SendAsync(string method, string target, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(_options.Timeout);
        try
        {
            using var request = Sign(method, target, body);
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, deadline.Token);
            return await ReadAsync(response, deadline.Token);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new KmsUnavailableException($"no answer from {_options.Endpoint} within {_options.Timeout.TotalSeconds:0.###} s", exception);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            throw new KmsUnavailableException($"cannot reach {_options.Endpoint}: {exception.Message}", exception);
        }
    }

    public void Dispose()
    {
        _owned?.Dispose();
        _signer.Dispose();
    }

    // A redirect would carry a signature made for one host to another, and a proxy has no business between a program and its own machine.
    private static HttpClient Connect(KmsClientOptions options) => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = !options.Endpoint.IsLoopback,
        ConnectTimeout = options.Timeout,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    private HttpRequestMessage Sign(string method, string target, ReadOnlyMemory<byte> body)
    {
        var uri = new Uri(_options.Endpoint, target);
        var date = _time.GetUtcNow().UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var nonce = Guid.NewGuid().ToString();
        var headers = new List<KeyValuePair<string, string>>(4)
        {
            new("host", uri.Authority), new("x-jdcloud-date", date), new("x-jdcloud-nonce", nonce),
        };
        if (!body.IsEmpty) headers.Insert(0, new("content-type", Json.MediaType!));
        var request = new HttpRequestMessage(new HttpMethod(method), uri);
        request.Headers.Host = uri.Authority;
        request.Headers.Add("x-jdcloud-date", date);
        request.Headers.Add("x-jdcloud-nonce", nonce);
        request.Headers.TryAddWithoutValidation("Authorization", _signer.Authorize(new SignableRequest
        {
            Method = method, Target = uri.PathAndQuery, Date = date, Headers = headers, Body = body,
        }));
        if (!body.IsEmpty) request.Content = new ReadOnlyMemoryContent(body) { Headers = { ContentType = Json } };
        return request;
    }

    private async Task<KmsReply> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var json = new SensitiveBuffer();
        try
        {
            await ReadBodyAsync(response, json, cancellationToken);
            var envelope = Parse(response, json);
            return envelope.Failure(response.StatusCode, RetryAfter(response)) is { } failure
                ? throw failure
                : new KmsReply(json, envelope, response.StatusCode);
        }
        catch
        {
            json.Dispose();
            throw;
        }
    }

    private async Task ReadBodyAsync(HttpResponseMessage response, SensitiveBuffer json, CancellationToken cancellationToken)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        int read;
        while ((read = await stream.ReadAsync(json.GetMemory(1024), cancellationToken)) > 0)
        {
            json.Advance(read);
            if (json.Length > _options.MaxReplyBytes)
                throw new KmsUnavailableException($"the reply is larger than {_options.MaxReplyBytes} bytes");
        }
    }

    // A proxy's error page, or none at all, still carries a status worth having; a success without JSON is not the protocol.
    private static Envelope Parse(HttpResponseMessage response, SensitiveBuffer json)
    {
        try
        {
            return Envelope.Read(json.Written.Span);
        }
        catch (JsonException exception)
        {
            return response.IsSuccessStatusCode
                ? throw new KmsUnavailableException($"the service answered {(int)response.StatusCode} with something that is not its protocol", exception)
                : new Envelope("", default, null);
        }
    }

    private TimeSpan? RetryAfter(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - _time.GetUtcNow() is var wait && wait > TimeSpan.Zero ? wait : TimeSpan.Zero,
        _ => null,
    };
}
