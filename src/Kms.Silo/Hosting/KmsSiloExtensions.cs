using System.Net;
using System.Net.Sockets;
using Kms.Gateway.Hosting;
using Kms.Grains.Hosting;
using Kms.Silo.Bootstrap;
using Kms.Silo.Health;
using Kms.Silo.Hsm;
using Kms.Silo.Hsm.Pkcs11;
using Kms.Silo.Hsm.Software;
using Kms.Silo.Storage;
using Kms.Silo.Storage.Postgres;
using Orleans.Configuration;

namespace Kms.Silo.Hosting;

/// <summary>Puts the process together: which database, which HSM, which doors.</summary>
internal static class KmsSiloExtensions
{
    /// <summary>Adds the silo, its storage and HSM, and the gateway where it is hosted here.</summary>
    /// <exception cref="StartupException">A setting is missing or contradicts another.</exception>
    public static SiloOptions AddKmsSilo(this WebApplicationBuilder builder)
    {
        var kms = builder.Configuration.GetSection(KmsOptions.Section).Get<KmsOptions>() ?? new KmsOptions();
        var silo = builder.Configuration.GetSection(SiloOptions.Section).Get<SiloOptions>() ?? new SiloOptions();
        var connection = builder.Configuration.GetConnectionString(KmsOptions.ConnectionStringName);
        var embedded = string.IsNullOrEmpty(connection);
        var provider = ChooseHsm(builder.Configuration, embedded);
        RefuseOpenDoors(silo);

        var directory = DataDirectory.Open(
            Path.GetFullPath(kms.DataDirectory, builder.Environment.ContentRootPath),
            exclusive: embedded || provider == HsmProvider.Software);

        builder.AddListener();
        builder.Logging.AddKmsLogging();
        builder.Services.AddSingleton(_ => directory);
        builder.Services.Configure<BootstrapOptions>(builder.Configuration.GetSection(BootstrapOptions.Section));
        builder.Services.AddSingleton(new CredentialsFile(directory.Path));
        builder.Services.AddSingleton<Bootstrapper>();
        builder.Services.AddSingleton<ReadinessProbe>();
        builder.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, StartSequence>();

        builder.UseOrleans(orleans =>
        {
            orleans.AddGrainService<HsmGrainService>();
            orleans.AddKmsGrains(embedded);
            if (embedded)
            {
                orleans.UseLocalhostClustering(silo.Port ?? FreePort(), gatewayPort: 0, serviceId: SiloOptions.ServiceId, clusterId: kms.ClusterId);
                orleans.AddSqliteStorage(directory.Path);
            }
            else
            {
                orleans.ConfigureEndpoints(IPAddress.Parse(silo.AdvertisedAddress), silo.Port ?? 11111, gatewayPort: 0);
                orleans.Configure<ClusterOptions>(options => (options.ServiceId, options.ClusterId) = (SiloOptions.ServiceId, kms.ClusterId));
                var database = builder.Configuration.GetSection(PostgresOptions.Section).Get<PostgresOptions>() ?? new PostgresOptions();
                orleans.AddPostgresStorage(connection!, database);
            }

            if (provider == HsmProvider.Software)
            {
                orleans.Services.AddSoftwareHsm(options => options.DataDirectory = directory.Path);
            }
            else
            {
                orleans.Services.AddPkcs11Hsm(builder.Configuration);
            }
        });

        if (silo.HostGateway)
        {
            builder.Services.AddKmsGateway(builder.Configuration);
        }

        return silo;
    }

    private static HsmProvider ChooseHsm(ConfigurationManager configuration, bool embedded)
    {
        var text = configuration["Kms:Hsm:Provider"];
        if (string.IsNullOrEmpty(text))
        {
            return embedded
                ? HsmProvider.Software
                : throw new StartupException("With PostgreSQL, Kms__Hsm__Provider must be set: Pkcs11, or Software for one silo whose keys may live in process memory.");
        }

        return Enum.TryParse<HsmProvider>(text, ignoreCase: true, out var provider) && Enum.IsDefined(provider)
            ? provider
            : throw new StartupException($"Kms__Hsm__Provider is '{text}'; it can be Software or Pkcs11.");
    }

    private static void RefuseOpenDoors(SiloOptions silo)
    {
        if (silo.GatewayPort != 0)
        {
            throw new StartupException("Kms__Silo__GatewayPort must be 0: this version authorises callers at its HTTP door alone, so Orleans' client port stays closed.");
        }

        if (!IPAddress.TryParse(silo.AdvertisedAddress, out var address) || !IPAddress.IsLoopback(address))
        {
            throw new StartupException($"Kms__Silo__AdvertisedAddress is '{silo.AdvertisedAddress}': silos of this version listen on loopback only, because what they say to each other is not encrypted yet.");
        }
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
