namespace Kms.Gateway.Authentication;

/// <summary>Event ids of authentication: 5000 to 5099. A number is never reused.</summary>
internal static class AuthenticationEvents
{
    /// <summary>A request was refused before its access key was looked at.</summary>
    public const int RefusedUnread = 5000;

    /// <summary>A request was refused that named an access key.</summary>
    public const int Refused = 5001;
}
