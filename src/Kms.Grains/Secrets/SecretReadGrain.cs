using Kms.Grains.Abstractions.Errors;
using Kms.Grains.Abstractions.Hosting;
using Kms.Grains.Abstractions.Secrets;
using Kms.Grains.Domain;
using Kms.Grains.Domain.Secrets;
using Kms.Grains.Hosting;
using Kms.Grains.Leases;
using Kms.Grains.Secrets.Packages;
using Kms.Grains.Storage;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;

namespace Kms.Grains.Secrets;

/// <inheritdoc cref="ISecretReadGrain"/>
/// <remarks>
/// One file per operation. It holds nothing between calls: what a call sees was asked of <see cref="LeasedRecords"/>
/// after the call arrived, and a refusal that comes from a held snapshot is decided once more from a fresh read.
/// </remarks>
[StatelessWorker(1, removeIdleWorkers: false)]
[Reentrant]
internal sealed partial class SecretReadGrain(
    SecretRecords secrets,
    SecretSnapshots heads,
    SecretItemSnapshots items,
    SecretValues values,
    SecretPackages packages,
    LeasedRecords leases,
    TimeProvider time,
    ILogger<SecretReadGrain> logger) : Grain, ISecretReadGrain
{
    private async Task<T> ServeAsync<T>(KmsRequest request, Func<RecordId, Task<T>> operation)
    {
        Entry.RefuseLate(request, time);
        var (account, secretId) = Entry.Parse(this.GetPrimaryKeyString());
        var id = SecretRecords.HeadOf(account, secretId);
        try
        {
            return await operation(id);
        }
        catch (Exception fault) when (fault is not KmsException)
        {
            throw Faults.ToKms(fault, logger, id);
        }
    }

    /// <summary>The secret, unless it is refused.</summary>
    private async Task<Secret> AdmitAsync(RecordId id, Func<Secret?, Refusal?> refuse)
    {
        var head = await leases.GetAsync(id, heads);
        if (refuse(head?.Secret) is not null && leases.Holds)
        {
            head = await leases.RereadAsync(id, heads);
        }

        return refuse(head?.Secret) is { } refusal ? throw refusal.ToException() : head!.Secret;
    }

    private KmsException Missing(RecordId id, uint number)
    {
        logger.VersionMissing(id.Account, id.Id, number);
        return Faults.Internal();
    }
}
