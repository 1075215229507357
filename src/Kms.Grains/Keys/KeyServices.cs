using Microsoft.Extensions.DependencyInjection;

namespace Kms.Grains.Keys;

/// <summary>What the grains of keys are given.</summary>
internal static class KeyServices
{
    /// <summary>Adds the services of this folder. Records, leases, system keys, HSM and clock are others'.</summary>
    public static IServiceCollection AddKeys(this IServiceCollection services) => services
        .AddSingleton<KeyRecords>()
        .AddSingleton<KeyFactory>()
        .AddSingleton<KeySnapshots>()
        .AddSingleton<KeyPageSnapshots>();
}
