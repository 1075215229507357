using System.Text.Json;
using Kms.Grains.Abstractions.Errors;
using Orleans.Runtime;

namespace Kms.Gateway.Wire;

/// <summary>
/// What a failure becomes on the wire. Only the messages of <see cref="KmsException"/> that speak about the request
/// are passed on; whatever speaks about the service stays in the log.
/// </summary>
internal static class ErrorTable
{
    /// <summary>Translates a failure.</summary>
    public static WireError Of(Exception failure) => failure switch
    {
        KmsException refusal => Of(refusal),
        JsonException => WireError.InvalidArgument("the body is not valid JSON"),
        BadHttpRequestException bad => Of(bad),

        // No answer in time, a call that found no silo, a silo that went away while it worked.
        TimeoutException or OperationCanceledException => WireError.Unavailable,
        OrleansMessageRejectionException or GatewayTooBusyException or ClientNotAvailableException => WireError.Unavailable,
        Orleans.Runtime.Messaging.ConnectionFailedException => WireError.Unavailable,

        // Two activations met at one record; nothing was acknowledged.
        Orleans.Storage.InconsistentStateException => WireError.Unavailable,
        _ => WireError.Internal,
    };

    private static WireError Of(KmsException refusal) => refusal.Code switch
    {
        KmsErrorCode.InvalidArgument => WireError.InvalidArgument(refusal.Message),
        KmsErrorCode.NotFound => WireError.NotFound(refusal.Message),
        KmsErrorCode.StateConflict => WireError.Conflict(refusal.Message),
        KmsErrorCode.PermissionDenied => WireError.Forbidden(refusal.Message),
        KmsErrorCode.Unauthenticated => WireError.AccessError(refusal.Message),
        KmsErrorCode.Unavailable => WireError.Unavailable,
        _ => WireError.Internal,
    };

    /// <summary>What Kestrel says while the body is read: too long, too slow, or broken chunks.</summary>
    private static WireError Of(BadHttpRequestException bad) => bad.StatusCode switch
    {
        StatusCodes.Status413PayloadTooLarge => WireError.PayloadTooLarge,
        StatusCodes.Status408RequestTimeout => WireError.Unavailable,
        _ => WireError.InvalidArgument("the body is malformed"),
    };
}
