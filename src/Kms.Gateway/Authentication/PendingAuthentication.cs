namespace Kms.Gateway.Authentication;

/// <summary>A request whose headers have been let in; its signature waits for the body.</summary>
/// <param name="Request">What the signature speaks about.</param>
/// <param name="AccessKeyId">Who claims to have signed; the access key exists.</param>
internal sealed record PendingAuthentication(SignedRequest Request, string AccessKeyId);
