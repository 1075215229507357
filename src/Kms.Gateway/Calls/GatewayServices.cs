using Kms.Gateway.Hosting;

namespace Kms.Gateway.Calls;

/// <summary>What every call uses.</summary>
/// <param name="Grains">The cluster.</param>
/// <param name="Options">The settings.</param>
/// <param name="Time">The clock.</param>
/// <param name="Lifetime">Tells when the process is stopping.</param>
internal sealed record GatewayServices(
    IGrainFactory Grains, GatewayOptions Options, TimeProvider Time, IHostApplicationLifetime Lifetime);
