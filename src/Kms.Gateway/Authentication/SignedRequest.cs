namespace Kms.Gateway.Authentication;

/// <summary>What a signature speaks about, as received; the body comes later.</summary>
/// <param name="Method">The verb.</param>
/// <param name="Target">The raw request target: escapes as sent, query included.</param>
/// <param name="Headers">The headers.</param>
/// <param name="Authorization">The one Authorization header among them.</param>
internal sealed record SignedRequest(
    string Method, string Target, IHeaderDictionary Headers, AuthorizationHeader Authorization);
