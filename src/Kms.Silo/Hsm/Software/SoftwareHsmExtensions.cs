using Kms.Grains.Hsm;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Kms.Silo.Hsm.Software;

/// <summary>Registers the software HSM.</summary>
internal static class SoftwareHsmExtensions
{
    /// <summary>Makes the software HSM the silo's <see cref="IHsm"/> and <see cref="IHsmModule"/>: one instance, not opened yet.</summary>
    public static IServiceCollection AddSoftwareHsm(this IServiceCollection services, Action<SoftwareHsmOptions> configure)
    {
        services.AddOptions<SoftwareHsmOptions>()
            .Configure(configure)
            .Validate(options => Path.IsPathFullyQualified(options.DataDirectory), "The data directory of the software HSM must be an absolute path.")
            .Validate(options => options.CachedKeys >= 1, "The software HSM keeps at least one opened key.");
        services.TryAddSingleton<SoftwareHsm>();
        services.TryAddSingleton<IHsmModule>(provider => provider.GetRequiredService<SoftwareHsm>());
        services.TryAddSingleton<IHsm>(provider => provider.GetRequiredService<SoftwareHsm>());
        return services;
    }
}
