using Kms.Grains.Access;
using Kms.Grains.Crypto;
using Kms.Grains.Keys;
using Kms.Grains.Leases;
using Kms.Grains.Scheduling;
using Kms.Grains.Secrets;
using Kms.Grains.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Kms.Grains.Hosting;

/// <summary>What every silo needs besides its adapters (storage, HSM).</summary>
internal static class KmsGrainsExtensions
{
    /// <summary>Adds the grains' own services. Storage and HSM are added by their adapters.</summary>
    /// <param name="silo">The silo.</param>
    /// <param name="embedded">One process that owns its database: snapshots may be held. Else every operation reads again.</param>
    public static ISiloBuilder AddKmsGrains(this ISiloBuilder silo, bool embedded)
    {
        var services = silo.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<Records>();
        services.AddSingleton<SystemKeys>();
        services.AddSingleton<MaterialSealer>();
        services.AddSingleton<AccessKeyRecords>();
        services.AddSingleton<AccessKeySnapshots>();
        services.AddSingleton(new LeaseOptions { Mode = embedded ? LeaseMode.Hold : LeaseMode.Reread });
        services.AddSingleton<LeasedRecords>();
        services.AddKeys();
        services.AddSecrets();
        services.Configure<SchedulerOptions>(options => options.Schedulers = embedded ? 1 : SchedulerOptions.Buckets);
        silo.AddStartupTask<SchedulerStartup>();
        return silo;
    }
}
