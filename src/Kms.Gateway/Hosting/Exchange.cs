using Kms.Gateway.Routing;
using Kms.Gateway.Wire;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace Kms.Gateway.Hosting;

/// <summary>One HTTP request and the reply that is being made for it.</summary>
/// <param name="context">The request.</param>
/// <param name="writer">Where the reply is written.</param>
/// <param name="body">Where the request's body goes.</param>
internal sealed class Exchange(HttpContext context, ReplyWriter writer, SecretBuffer body)
{
    private const string RequestIdHeader = "x-jdcloud-request-id";

    private static readonly StringValues Json = "application/json; charset=utf-8";
    private static readonly StringValues NoStore = "no-store";
    private static readonly StringValues Close = "close";
    private static readonly StringValues OneSecond = "1";

    /// <summary>The request.</summary>
    public HttpContext Context => context;

    /// <summary>Where the reply is written.</summary>
    public ReplyWriter Writer => writer;

    /// <summary>The request's body, as far as it has been read.</summary>
    public SecretBuffer Body => body;

    /// <summary>32 characters of [a-z0-9], in the reply's body and headers.</summary>
    public string RequestId { get; } = Guid.NewGuid().ToString("N");

    /// <summary>The raw request target.</summary>
    public string Target { get; } = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;

    /// <summary>Where the request leads.</summary>
    public RouteMatch Route { get; set; }

    /// <summary>What the log calls the request.</summary>
    public string Name => Route.Operation?.Name ?? "a request to no operation";

    /// <summary>Whether the connection can serve no further request.</summary>
    public bool MustClose { get; set; }

    /// <summary>HTTP status of the reply.</summary>
    public int Status { get; set; }

    /// <summary>Makes the reply a refusal, whatever has been written so far.</summary>
    public void Refuse(in WireError error)
    {
        Status = error.Code;
        writer.WriteError(RequestId, error);
        if (error.Code == StatusCodes.Status503ServiceUnavailable)
        {
            context.Response.Headers.RetryAfter = OneSecond;
        }
        else if (error.Code == StatusCodes.Status405MethodNotAllowed)
        {
            context.Response.Headers.Allow = Route.Entry?.Allow;
        }
    }

    /// <summary>Sends the reply.</summary>
    public async ValueTask SendAsync()
    {
        var response = context.Response;
        response.StatusCode = Status;
        response.Headers.ContentType = Json;
        response.Headers.CacheControl = NoStore;
        response.Headers[RequestIdHeader] = RequestId;
        response.ContentLength = writer.Body.Length;
        if (MustClose)
        {
            response.Headers.Connection = Close;
        }

        await response.BodyWriter.WriteAsync(writer.Body);
    }
}
