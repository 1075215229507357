using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Kms.Client.Tests.Fakes;

/// <summary>A request that the fake has received and whose signature it has checked.</summary>
internal sealed record ReceivedRequest(string Method, string Target, IReadOnlyList<KeyValuePair<string, string>> Headers, byte[] Body)
{
    /// <summary>Breaks the connection instead of answering.</summary>
    public required Action Abort { get; init; }

    public string Text => Encoding.UTF8.GetString(Body);

    public string? Header(string name) =>
        Headers.Where(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(header => header.Value).SingleOrDefault();
}

/// <summary>What the fake answers.</summary>
internal sealed record FakeReply(int Status, string Body)
{
    public int? RetryAfterSeconds { get; init; }

    public string ContentType { get; init; } = "application/json; charset=utf-8";

    public static FakeReply Result(string json, int status = 200) => new(status, $$$"""{"requestId":"req1","result":{{{json}}}}""");

    public static FakeReply Error(int code, string status, string message, string details = "[]") =>
        new(code, $$$"""{"requestId":"req2","error":{"code":{{{code}}},"status":"{{{status}}}","message":"{{{message}}}","details":{{{details}}}}}""");
}

/// <summary>A Kestrel on a loopback port that knows no keys: it checks each signature, notes the request and answers what the test says.</summary>
internal sealed class FakeKms : IAsyncDisposable
{
    public const string AccessKeyId = "TESTAK";
    public const string Secret = "TESTSK";

    private readonly WebApplication _app;

    private FakeKms(WebApplication app, Func<ReceivedRequest, FakeReply> answer)
    {
        _app = app;
        Answer = answer;
    }

    public Func<ReceivedRequest, FakeReply> Answer { get; set; }

    public ConcurrentQueue<ReceivedRequest> Received { get; } = new();

    public Uri Endpoint { get; private set; } = null!;

    public X509Certificate2? Certificate { get; private init; }

    public ReceivedRequest Last => Received.Last();

    public static async Task<FakeKms> StartAsync(Func<ReceivedRequest, FakeReply>? answer = null, bool https = false)
    {
        var certificate = https ? TestCertificate.Create() : null;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            if (certificate is not null) listen.UseHttps(certificate);
        }));
        if (https) builder.WebHost.UseKestrelHttpsConfiguration();
        var fake = new FakeKms(builder.Build(), answer ?? (_ => FakeReply.Result("{}"))) { Certificate = certificate };
        fake._app.Run(fake.HandleAsync);
        await fake._app.StartAsync();
        fake.Endpoint = new Uri(fake._app.Urls.Single());
        return fake;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        Certificate?.Dispose();
    }

    private async Task HandleAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var request = new ReceivedRequest(
            context.Request.Method,
            context.Features.Get<IHttpRequestFeature>()!.RawTarget,
            [.. context.Request.Headers.SelectMany(header => header.Value.Select(value => KeyValuePair.Create(header.Key, value ?? "")))],
            body.ToArray()) { Abort = context.Abort };
        var complaint = IndependentVerifier.Complaint(request.Method, request.Target, request.Headers, request.Body, AccessKeyId, Secret);
        Received.Enqueue(request);
        await WriteAsync(context.Response, complaint is null ? Answer(request) : FakeReply.Error(401, "ACCESS_ERROR", "signature"));
    }

    private static async Task WriteAsync(HttpResponse response, FakeReply reply)
    {
        response.StatusCode = reply.Status;
        response.ContentType = reply.ContentType;
        if (reply.RetryAfterSeconds is { } seconds) response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        await response.Body.WriteAsync(Encoding.UTF8.GetBytes(reply.Body));
    }
}
