using Kms.Grains.Hsm;
using Kms.Grains.Storage;

namespace Kms.Silo.Health;

/// <summary>Asks the three parts that every request needs: the silo's membership, the database, the HSM.</summary>
internal sealed partial class ReadinessProbe(ISiloStatusOracle silo, IRecordStore store, IHsm hsm, ILogger<ReadinessProbe> logger)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>What is ready. No part is waited for longer than 2 seconds.</summary>
    public async Task<Readiness> CheckAsync(CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(Patience);
        var database = ServesAsync("database", token => store.CheckAsync(token), timeout.Token);
        var module = ServesAsync("hsm", token => hsm.CheckAsync(token), timeout.Token);
        return new Readiness(silo.CurrentStatus == SiloStatus.Active, await database, await module);
    }

    private async Task<bool> ServesAsync(string part, Func<CancellationToken, ValueTask> check, CancellationToken cancellationToken)
    {
        try
        {
            // A native call may ignore the token, so the wait has the bound.
            await Task.Run(() => check(cancellationToken).AsTask(), cancellationToken).WaitAsync(cancellationToken);
            return true;
        }
        catch (Exception exception) when (exception is StorageException or HsmException or OperationCanceledException)
        {
            NotReady(part, exception.Message);
            return false;
        }
    }

    [LoggerMessage(6201, LogLevel.Warning, "Not ready: {Part}: {Reason}")]
    private partial void NotReady(string part, string reason);
}
