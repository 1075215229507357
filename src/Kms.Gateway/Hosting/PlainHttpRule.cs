using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Kms.Gateway.Hosting;

/// <summary>
/// Without TLS a plaintext and a secret's value cross the network in clear: plain HTTP is for loopback, unless
/// <c>Kms__Gateway__AllowPlainHttp=true</c>. Judged twice: by the configuration before anything starts, and by what
/// Kestrel really listens on, which code can have changed.
/// </summary>
internal sealed class PlainHttpRule(GatewayOptions options, IConfiguration configuration, IServer server) : IHostedLifecycleService
{
    /// <inheritdoc/>
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        Check(ListeningAddresses.Configured(configuration));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StartedAsync(CancellationToken cancellationToken)
    {
        Check(server.Features.Get<IServerAddressesFeature>()?.Addresses ?? []);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Check(IEnumerable<string> addresses)
    {
        if (!options.AllowPlainHttp && addresses.FirstOrDefault(ListeningAddresses.IsExposed) is { } exposed)
        {
            throw new InvalidOperationException(
                $"{exposed} is plain HTTP on an address that other machines can reach. Use https, or a loopback address, "
                + "or set Kms__Gateway__AllowPlainHttp=true when TLS ends in front of this process.");
        }
    }
}
