using System.Diagnostics;
using Kms.Grains.Crypto;
using Kms.Grains.Hsm;
using Kms.Silo.Bootstrap;
using Kms.Silo.Storage;

namespace Kms.Silo.Hosting;

/// <summary>
/// What must be true before this silo joins, in this order under one lock: schema, HSM and roots, system keys, first
/// access key. A silo that cannot get there never joins, so it can never harm.
/// </summary>
/// <remarks>
/// Its stage is one of its own, before Orleans' first: ADO.NET clustering opens in <c>RuntimeInitialize</c> and needs
/// the tables. Its stop is therefore the last of all (stages stop in reverse order), after every activation is gone, so the HSM is closed when
/// nobody can use it any more. A grain service would stop too early for that.
/// </remarks>
internal sealed partial class StartSequence(
    IStartLock startLock,
    IMigrator migrator,
    IRootRegistry roots,
    IHsmModule hsm,
    SystemKeys systemKeys,
    Bootstrapper bootstrapper,
    ILogger<StartSequence> logger) : ILifecycleParticipant<ISiloLifecycle>
{
    private const int Stage = ServiceLifecycleStage.RuntimeInitialize - 100;

    /// <summary>How often is asked whether a person has mended the PIN. Asking reads the file and the token's counters; no refused PIN is tried again.</summary>
    private static readonly TimeSpan PinPause = TimeSpan.FromSeconds(5);

    private string? _pinRefusal;

    /// <inheritdoc/>
    public void Participate(ISiloLifecycle lifecycle) =>
        lifecycle.Subscribe(nameof(StartSequence), Stage, StartAsync, StopAsync);

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        while (!await TryStartAsync(cancellationToken))
            await Task.Delay(PinPause, cancellationToken);
        Ready(watch.ElapsedMilliseconds);
    }

    /// <returns>
    /// False while the token refuses the PIN. The process stays alive then, without the lock: one that ends is started
    /// again by its supervisor, and each start would try a PIN until the token is locked.
    /// </returns>
    private async Task<bool> TryStartAsync(CancellationToken cancellationToken)
    {
        await using (await startLock.AcquireAsync(cancellationToken))
        {
            await migrator.MigrateAsync(cancellationToken);
            try
            {
                await hsm.OpenAsync(roots, cancellationToken);
            }
            catch (HsmException exception) when (exception.Fault == HsmFault.PinRefused)
            {
                if (exception.Message != _pinRefusal)
                    PinRefused(_pinRefusal = exception.Message);
                return false;
            }

            await systemKeys.EnsureCreatedAsync(cancellationToken);
            await bootstrapper.ApplyAsync(cancellationToken);
        }

        return true;
    }

    private async Task StopAsync(CancellationToken cancellationToken) => await hsm.CloseAsync(cancellationToken);

    [LoggerMessage(6101, LogLevel.Information, "Database, HSM and system keys are ready ({Milliseconds} ms)")]
    private partial void Ready(long milliseconds);

    [LoggerMessage(6102, LogLevel.Critical, "Not ready, and waiting for a person: {Reason}")]
    private partial void PinRefused(string reason);
}
