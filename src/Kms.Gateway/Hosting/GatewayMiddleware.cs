using System.Text.Json;
using Kms.Gateway.Calls;
using Kms.Gateway.Limits;
using Kms.Gateway.Routing;
using Kms.Gateway.Wire;
using Kms.Grains.Abstractions.Access;
using Kms.Grains.Abstractions.Errors;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.ObjectPool;
using Microsoft.Net.Http.Headers;

namespace Kms.Gateway.Hosting;

/// <summary>
/// Serves every request that no endpoint has been mapped for. The checks come in a fixed order, so that a stranger
/// costs as little as possible and learns nothing: length, who (headers), body, who (signature), where, what.
/// </summary>
internal sealed class GatewayMiddleware(
    RequestDelegate next,
    GatewayServices services,
    IRequestGate gate,
    Deadlines deadlines,
    ObjectPool<ReplyWriter> writers,
    ObjectPool<SecretBuffer> bodies,
    ILogger<GatewayMiddleware> logger)
{
    /// <summary>Serves a request.</summary>
    public Task InvokeAsync(HttpContext context) =>
        context.GetEndpoint() is null ? ServeAsync(context) : next(context);

    private async Task ServeAsync(HttpContext context)
    {
        var writer = writers.Get();
        var body = bodies.Get();
        using var deadline = deadlines.Start();
        try
        {
            var exchange = new Exchange(context, writer, body);
            if (await AnswerAsync(exchange, deadline) is { } refusal)
            {
                exchange.Refuse(refusal);
            }

            await exchange.SendAsync();
        }
        finally
        {
            bodies.Return(body);
            writers.Return(writer);
        }
    }

    /// <summary>Makes the reply.</summary>
    /// <returns>A refusal; null: the reply has been written.</returns>
    private async ValueTask<WireError?> AnswerAsync(Exchange exchange, RequestDeadline deadline)
    {
        try
        {
            return await AdmitAsync(exchange, deadline);
        }
        catch (Exception failure)
        {
            return Explain(failure, exchange);
        }
    }

    /// <summary>Everything up to the operation, and then the operation.</summary>
    private async ValueTask<WireError?> AdmitAsync(Exchange exchange, RequestDeadline deadline)
    {
        var context = exchange.Context;
        var request = context.Request;
        exchange.MustClose = context.Features.Get<IHttpRequestBodyDetectionFeature>() is not { CanHaveBody: false };
        if (services.Lifetime.ApplicationStopping.IsCancellationRequested)
        {
            exchange.MustClose = true;
            return WireError.Unavailable;
        }

        exchange.Route = Router.Find(request.Method, new RequestTarget(exchange.Target).Path);
        var limit = exchange.Route.Entry is { IsImport: true } ? services.Options.ImportBytes : services.Options.BodyBytes;
        if (request.ContentLength > limit)
        {
            return WireError.PayloadTooLarge;
        }

        var step = await gate.BeginAsync(context, deadline);
        if (step.Refusal is { } stranger)
        {
            return WireError.AccessError(stranger);
        }

        if (exchange.MustClose)
        {
            if (!await BodyReading.TryReadAsync(request, exchange.Body, limit, deadline.Token))
            {
                return WireError.PayloadTooLarge;
            }

            exchange.MustClose = false;
        }

        step = await gate.CompleteAsync(step, exchange.Body.Written, deadline);
        return step.Refusal is { } forger
            ? WireError.AccessError(forger)
            : await ServeAsync(exchange, step.Principal!, deadline);
    }

    /// <summary>The request is authentic: now it may learn where it leads.</summary>
    private async ValueTask<WireError?> ServeAsync(Exchange exchange, Principal principal, RequestDeadline deadline)
    {
        var route = exchange.Route;
        if (route.Operation is not { } operation)
        {
            return route.Entry is null ? WireError.NotFound("there is nothing at this path") : WireError.MethodNotAllowed;
        }

        if (!IsPlain(exchange.Context.Request.Headers.ContentEncoding))
        {
            return WireError.InvalidArgument("Content-Encoding must be identity");
        }

        var call = new Call(
            services, route, principal, deadline, exchange.Target, exchange.Body.Written, exchange.Writer, exchange.RequestId);
        try
        {
            await operation.HandleAsync(call);
            call.Wipe();
        }
        catch (Exception refusal) when (refusal is KmsException or JsonException)
        {
            call.Wipe();
            throw;
        }

        exchange.Status = call.Status;
        return null;
    }

    private WireError Explain(Exception failure, Exchange exchange)
    {
        var error = services.Lifetime.ApplicationStopping.IsCancellationRequested && failure is not KmsException
            ? WireError.Unavailable
            : ErrorTable.Of(failure);
        if (error.Code == StatusCodes.Status503ServiceUnavailable)
        {
            logger.Unavailable(failure, exchange.Name, exchange.RequestId);
        }
        else if (error.Code == StatusCodes.Status500InternalServerError)
        {
            logger.Failed(failure, exchange.Name, exchange.RequestId);
        }

        return error;
    }

    private static bool IsPlain(string? contentEncoding) =>
        string.IsNullOrEmpty(contentEncoding) || contentEncoding.Equals("identity", StringComparison.OrdinalIgnoreCase);
}
