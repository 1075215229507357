using Kms.Gateway.Authentication;
using Kms.Gateway.Calls;
using Kms.Gateway.Hosting;
using Kms.Gateway.Limits;
using Kms.Grains.Abstractions.Access;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Kms.Gateway.Tests.Authentication;

/// <summary>The authenticator as the gateway registers it, over a fake cluster and at a fixed time.</summary>
internal sealed class AuthenticatorFixture : IDisposable
{
    /// <summary>How long a request may take.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(9.5);

    private readonly ServiceProvider _services;

    public AuthenticatorFixture(DateTimeOffset? now = null)
    {
        Time = new FakeTimeProvider(now ?? new DateTimeOffset(2026, 11, 24, 0, 0, 0, TimeSpan.Zero));
        _services = new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().Build())
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Log))
            .AddSingleton<TimeProvider>(Time)
            .AddSingleton<IGrainFactory>(Cluster)
            .AddSingleton<IHostApplicationLifetime, ApplicationLifetime>()
            .AddSingleton(new GatewayOptions())
            .AddSingleton<GatewayServices>()
            .AddGatewayAuthentication()
            .BuildServiceProvider();
        Authenticator = _services.GetRequiredService<RequestAuthenticator>();
        Known = _services.GetRequiredService<KnownAccessKeys>();
        Deadlines = new Deadlines(Time, Patience);
    }

    public FakeTimeProvider Time { get; }

    public FakeAccessKeys Cluster { get; } = new();

    public RecordingLog Log { get; } = new();

    public RequestAuthenticator Authenticator { get; }

    public KnownAccessKeys Known { get; }

    public Deadlines Deadlines { get; }

    public async Task<AuthenticationResult<PendingAuthentication>> BeginAsync(TestRequest request)
    {
        using var deadline = Deadlines.Start();
        return await Authenticator.BeginAsync(request.ToContext().Request, deadline);
    }

    public async Task<AuthenticationResult<Principal>> AuthenticateAsync(TestRequest request)
    {
        using var deadline = Deadlines.Start();
        var begun = await Authenticator.BeginAsync(request.ToContext().Request, deadline);
        return begun.Succeeded
            ? await Authenticator.CompleteAsync(begun.Value, request.Body, deadline)
            : begun.Refusal.Value;
    }

    public void Dispose() => _services.Dispose();
}
