using Kms.Grains.Crypto;
using Kms.Grains.Hsm;
using Kms.Silo.Hsm.Software;
using Kms.Silo.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Hosting;
using Orleans.Runtime;

namespace Kms.Testing.Storage;

/// <summary>The real parts of one embedded process, for tests of grains: SQLite and the software HSM in one directory.</summary>
internal static class EmbeddedBackend
{
    /// <summary>Adds them, and opens them before the silo joins.</summary>
    /// <param name="directory">Mode 0700; what an earlier silo wrote there is found again.</param>
    public static ISiloBuilder AddEmbeddedBackend(this ISiloBuilder silo, string directory)
    {
        silo.AddSqliteStorage(directory);
        silo.Services.AddSoftwareHsm(options => options.DataDirectory = directory);
        silo.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, Start>();
        return silo;
    }

    /// <summary>A software HSM on its own, opened.</summary>
    public static async Task<IHsmModule> OpenSoftwareHsmAsync(string directory)
    {
        var hsm = new SoftwareHsm(Options.Create(new SoftwareHsmOptions { DataDirectory = directory }), NullLogger<SoftwareHsm>.Instance);
        await hsm.OpenAsync(new Hsm.InMemoryRootRegistry(), CancellationToken.None);
        return hsm;
    }

    private sealed class Start(IStartLock startLock, IMigrator migrator, IRootRegistry roots, IHsmModule hsm, SystemKeys systemKeys) : ILifecycleParticipant<ISiloLifecycle>
    {
        public void Participate(ISiloLifecycle lifecycle) =>
            lifecycle.Subscribe(nameof(EmbeddedBackend), ServiceLifecycleStage.RuntimeInitialize - 100, StartAsync, hsm.CloseAsync);

        private async Task StartAsync(CancellationToken cancellationToken)
        {
            await using (await startLock.AcquireAsync(cancellationToken))
            {
                await migrator.MigrateAsync(cancellationToken);
                await hsm.OpenAsync(roots, cancellationToken);
                await systemKeys.EnsureCreatedAsync(cancellationToken);
            }
        }
    }
}
