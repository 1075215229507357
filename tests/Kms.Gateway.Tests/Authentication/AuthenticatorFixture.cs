using Kms.Gateway.Authentication;
using Kms.Grains.Abstractions.Access;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Kms.Gateway.Tests.Authentication;

/// <summary>The authenticator as the gateway registers it, over a fake cluster and at a fixed time.</summary>
internal sealed class AuthenticatorFixture : IDisposable
{
    public static readonly DateTimeOffset Deadline = new(2026, 11, 24, 0, 0, 9, TimeSpan.Zero);

    private readonly ServiceProvider _services;

    public AuthenticatorFixture(DateTimeOffset? now = null)
    {
        Time = new FakeTimeProvider(now ?? new DateTimeOffset(2026, 11, 24, 0, 0, 0, TimeSpan.Zero));
        _services = new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().Build())
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Log))
            .AddSingleton<TimeProvider>(Time)
            .AddSingleton<IGrainFactory>(Cluster)
            .AddGatewayAuthentication()
            .BuildServiceProvider();
        Authenticator = _services.GetRequiredService<RequestAuthenticator>();
    }

    public FakeTimeProvider Time { get; }

    public FakeAccessKeys Cluster { get; } = new();

    public RecordingLog Log { get; } = new();

    public RequestAuthenticator Authenticator { get; }

    public ValueTask<AuthenticationResult<PendingAuthentication>> BeginAsync(
        TestRequest request, CancellationToken cancellationToken = default) =>
        Authenticator.BeginAsync(request.ToContext().Request, Deadline, cancellationToken);

    public async Task<AuthenticationResult<Principal>> AuthenticateAsync(
        TestRequest request, CancellationToken cancellationToken = default)
    {
        var begun = await BeginAsync(request, cancellationToken);
        return begun.Succeeded
            ? await Authenticator.CompleteAsync(begun.Value, request.Body, cancellationToken)
            : begun.Refusal.Value;
    }

    public void Dispose() => _services.Dispose();
}
