namespace Kms.Gateway.Hosting;

/// <summary>What the gateway logs. Event ids 4000 to 4099. No message has a place for anything out of a body.</summary>
internal static partial class GatewayLog
{
    [LoggerMessage(4000, LogLevel.Error, "{Operation} failed, request {RequestId}")]
    public static partial void Failed(this ILogger logger, Exception cause, string operation, string requestId);

    [LoggerMessage(4001, LogLevel.Warning, "{Operation} could not be served, request {RequestId}")]
    public static partial void Unavailable(this ILogger logger, Exception cause, string operation, string requestId);
}
