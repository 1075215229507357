using Kms.Grains.Secrets.Packages;
using Microsoft.Extensions.DependencyInjection;

namespace Kms.Grains.Secrets;

/// <summary>What the grains of secrets are given.</summary>
internal static class SecretServices
{
    /// <summary>Adds the services of this folder. Records, leases, system keys, HSM and clock are others'.</summary>
    public static IServiceCollection AddSecrets(this IServiceCollection services) => services
        .AddSingleton<SecretRecords>()
        .AddSingleton<SecretValues>()
        .AddSingleton<SecretEraser>()
        .AddSingleton<SecretSnapshots>()
        .AddSingleton<SecretItemSnapshots>()
        .AddSingleton<SecretPackages>();
}
