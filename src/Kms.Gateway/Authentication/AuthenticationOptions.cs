namespace Kms.Gateway.Authentication;

/// <summary>The section <c>Kms:Authentication</c>.</summary>
internal sealed class AuthenticationOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Kms:Authentication";

    /// <summary>Largest <see cref="SkewSeconds"/>: a day.</summary>
    public const int MaxSkewSeconds = 24 * 60 * 60;

    /// <summary>
    /// How far a request's x-jdcloud-date may be from this server's clock, either way, in seconds: 1 to 86 400, default
    /// 900. A captured request can be sent again for as long.
    /// </summary>
    public int SkewSeconds { get; set; } = 900;

    /// <summary><see cref="SkewSeconds"/> as a time span.</summary>
    public TimeSpan Skew => TimeSpan.FromSeconds(SkewSeconds);
}
