namespace Kms.Gateway.Authentication;

internal sealed partial class RequestAuthenticator
{
    [LoggerMessage(AuthenticationEvents.RefusedUnread, LogLevel.Debug, "Request refused: {Reason}.")]
    private partial void LogRefused(SignatureRefusal reason);

    // The id follows its syntax by then, so that it cannot forge lines of a log.
    [LoggerMessage(AuthenticationEvents.Refused, LogLevel.Information, "Request signed with access key {AccessKeyId} refused: {Reason}.")]
    private partial void LogRefused(string accessKeyId, SignatureRefusal reason);
}
