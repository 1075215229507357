using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Kms.Gateway.Authentication;

/// <summary>Adds the authentication of requests.</summary>
internal static class AuthenticationServiceCollectionExtensions
{
    /// <summary>
    /// Adds <see cref="RequestAuthenticator"/>, which needs the <see cref="Calls.GatewayServices"/>. The host refuses to
    /// start with settings that are out of range.
    /// </summary>
    public static IServiceCollection AddGatewayAuthentication(this IServiceCollection services)
    {
        services.AddOptions<AuthenticationOptions>()
            .BindConfiguration(AuthenticationOptions.Section)
            .Validate(
                options => options.SkewSeconds is >= 1 and <= AuthenticationOptions.MaxSkewSeconds,
                "Kms__Authentication__SkewSeconds must be a whole number from 1 to 86400.")
            .ValidateOnStart();
        services.TryAddSingleton<KnownAccessKeys>();
        services.TryAddSingleton<RequestAuthenticator>();
        return services;
    }
}
