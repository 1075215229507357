using Kms.Grains.Hsm;
using Kms.Grains.Storage;
using Kms.Silo.Storage;
using Kms.Testing.Processes;
using Kms.Testing.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Storage;

namespace Kms.Silo.Tests.Storage;

/// <summary>A silo with a storage and nothing else, started in the order of the real one: lock, migrations, providers.</summary>
internal sealed class StorageSilo : IAsyncDisposable
{
    private readonly IHost _host;

    private StorageSilo(IHost host) => _host = host;

    public IServiceProvider Services => _host.Services;

    public IRecordStore Store => Services.GetRequiredService<IRecordStore>();

    public IGrainStorage Grains => Services.GetRequiredKeyedService<IGrainStorage>(KmsStorage.ProviderName);

    public IRootRegistry Roots => Services.GetRequiredService<IRootRegistry>();

    public Records Records => Services.GetRequiredService<Records>();

    public IReminderTable Reminders => Services.GetRequiredService<IReminderTable>();

    public static async Task<StorageSilo> StartAsync(Action<ISiloBuilder> addStorage, string clusterId = "kms")
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering(LocalPort.Free(), gatewayPort: 0, serviceId: "kms", clusterId: clusterId);
            silo.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, Start>();
            silo.Services.AddSingleton<IHsm, MacOnlyHsm>();
            silo.Services.AddSingleton<Records>();
            addStorage(silo);
        });
        var host = builder.Build();
        try
        {
            await host.StartAsync();
            return new StorageSilo(host);
        }
        catch
        {
            host.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }

    private sealed class Start(IStartLock startLock, IMigrator migrator, IRecordStore store) : ILifecycleParticipant<ISiloLifecycle>
    {
        public void Participate(ISiloLifecycle observer) => observer.Subscribe(nameof(Start), ServiceLifecycleStage.RuntimeInitialize - 100, StartAsync);

        private async Task StartAsync(CancellationToken cancellationToken)
        {
            await using (await startLock.AcquireAsync(cancellationToken))
            {
                await migrator.MigrateAsync(cancellationToken);
                await store.CheckAsync(cancellationToken);
            }
        }
    }
}
