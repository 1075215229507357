using Kms.Grains.Hsm;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Kms.Silo.Hsm.Pkcs11;

/// <summary>Registers the PKCS#11 HSM.</summary>
internal static class Pkcs11HsmExtensions
{
    /// <summary>
    /// Makes the token the silo's <see cref="IHsm"/> and <see cref="IHsmModule"/>: one instance, not opened yet. Its
    /// settings (<see cref="Pkcs11Options"/>) are checked when it is first resolved.
    /// </summary>
    /// <param name="configuration">Section <see cref="Pkcs11Options.Section"/> of it is bound.</param>
    public static IServiceCollection AddPkcs11Hsm(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<Pkcs11Options>().Bind(configuration.GetSection(Pkcs11Options.Section));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<Pkcs11Options>, Pkcs11OptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<Pkcs11Hsm>();
        services.TryAddSingleton<IHsmModule>(provider => provider.GetRequiredService<Pkcs11Hsm>());
        services.TryAddSingleton<IHsm>(provider => provider.GetRequiredService<Pkcs11Hsm>());
        return services;
    }
}
