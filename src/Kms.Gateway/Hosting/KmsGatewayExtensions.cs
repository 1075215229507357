using Kms.Gateway.Authentication;
using Kms.Gateway.Calls;
using Kms.Gateway.Limits;
using Kms.Gateway.Wire;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.ObjectPool;
using Microsoft.Extensions.Options;

namespace Kms.Gateway.Hosting;

/// <summary>Adds the gateway to a host that can reach the grains.</summary>
public static class KmsGatewayExtensions
{
    /// <summary>Buffers that are kept for the next requests: about as many as run at once.</summary>
    private const int Kept = 256;

    /// <summary>
    /// Adds what the gateway needs, the grains (<see cref="IGrainFactory"/>) excepted. Calling it again changes nothing.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configuration">
    /// The host's configuration; read are <c>Kms:Limits:BodyBytes</c> (1 MiB), <c>Kms:Limits:ImportBytes</c> (16 MiB),
    /// <c>Kms:Limits:RequestSeconds</c> (10), <c>Kms:Authentication:SkewSeconds</c> (900),
    /// <c>Kms:Gateway:AllowPlainHttp</c> (false) and <c>Kms:Secrets:DataInLists</c> (true).
    /// </param>
    /// <returns>The same services.</returns>
    /// <exception cref="InvalidOperationException">A setting is not usable; the message names it.</exception>
    public static IServiceCollection AddKmsGateway(this IServiceCollection services, IConfiguration configuration)
    {
        var options = GatewayOptions.From(configuration);
        services.AddGatewayAuthentication();
        services.TryAddSingleton<IRequestGate, SignatureGate>();
        services.TryAddSingleton(options);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<GatewayServices>();
        services.TryAddSingleton(provider => new Deadlines(provider.GetRequiredService<TimeProvider>(), options.WorkTime));
        services.TryAddSingleton(Pool<ReplyWriter>());
        services.TryAddSingleton(Pool<SecretBuffer>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IConfigureOptions<KestrelServerOptions>, KestrelSetup>());
        services.AddHostedService<PlainHttpRule>();
        return services;
    }

    /// <summary>
    /// Serves the API on every path that has no endpoint of its own (health checks have). It answers each request
    /// that it gets, so nothing added after it is reached.
    /// </summary>
    /// <param name="app">The host's pipeline.</param>
    /// <returns>The same pipeline.</returns>
    public static IApplicationBuilder UseKmsGateway(this IApplicationBuilder app) => app.UseMiddleware<GatewayMiddleware>();

    private static ObjectPool<T> Pool<T>()
        where T : class, IResettable, new() => new DefaultObjectPool<T>(new DefaultPooledObjectPolicy<T>(), Kept);
}
