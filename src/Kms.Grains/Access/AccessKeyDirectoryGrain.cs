using Kms.Grains.Abstractions.Access;
using Kms.Grains.Abstractions.Hosting;
using Kms.Grains.Hosting;
using Kms.Grains.Storage;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;

namespace Kms.Grains.Access;

/// <inheritdoc cref="IAccessKeyDirectoryGrain"/>
[StatelessWorker]
[Reentrant]
internal sealed class AccessKeyDirectoryGrain(IRecordStore store, ILogger<AccessKeyDirectoryGrain> logger) : Grain, IAccessKeyDirectoryGrain
{
    /// <inheritdoc/>
    public async Task<FindAccessKeyReply> FindAccessKeyAsync(FindAccessKeyRequest request)
    {
        if (!GrainKeys.IsId(request.AccessKeyId))
        {
            return new FindAccessKeyReply { Exists = false };
        }

        try
        {
            // Whether the record is authentic, and lets anybody in, is decided when a signature is checked.
            var record = await store.ReadAsync(AccessKeyRecords.Identity(request.AccessKeyId), CancellationToken.None);
            return new FindAccessKeyReply { Exists = record is not null };
        }
        catch (StorageException fault)
        {
            throw Faults.ToKms(fault, logger, AccessKeyRecords.Identity(request.AccessKeyId));
        }
    }
}
