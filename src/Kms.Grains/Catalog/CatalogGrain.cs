using Kms.Grains.Abstractions.Catalog;
using Kms.Grains.Abstractions.Errors;
using Kms.Grains.Abstractions.Hosting;
using Kms.Grains.Storage;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;

namespace Kms.Grains.Catalog;

/// <inheritdoc cref="ICatalogGrain"/>
/// <remarks>
/// It shows rows and decides nothing. A key whose destruction is due is not listed from that instant on, whether or
/// not the sweep has come: rows and total are both taken with the same <c>now</c> from the same instant of the
/// database. The total stays exact because a row leaves the counter in the transaction that destroys it, and until
/// then the rows that are due (an index holds just them) are subtracted from it.
/// </remarks>
[StatelessWorker(1, removeIdleWorkers: false)]
[Reentrant]
internal sealed partial class CatalogGrain(IRecordStore store, TimeProvider time, ILogger<CatalogGrain> logger) : Grain, ICatalogGrain
{
    private const int MaxPageSize = 100;

    /// <inheritdoc/>
    public async Task<ListKeysReply> ListKeysAsync(ListKeysRequest request)
    {
        var page = await ListAsync(RecordKinds.Key, request, request.PageNumber, request.PageSize);
        return new ListKeysReply { TotalCount = Total(page), Keys = [.. page.Rows.Select(CatalogRows.ToKey)] };
    }

    /// <inheritdoc/>
    public async Task<ListSecretsReply> ListSecretsAsync(ListSecretsRequest request)
    {
        var page = await ListAsync(RecordKinds.Secret, request, request.PageNumber, request.PageSize);
        return new ListSecretsReply { TotalCount = Total(page), Secrets = [.. page.Rows.Select(CatalogRows.ToSecret)] };
    }

    private async ValueTask<CatalogPage> ListAsync(string kind, KmsRequest request, int pageNumber, int pageSize)
    {
        var account = this.GetPrimaryKeyString();
        var now = time.GetUtcNow();
        Refuse(account, request, now, pageNumber, pageSize);
        try
        {
            return await store.ListAsync(account, kind, now, (pageNumber - 1L) * pageSize, pageSize, CancellationToken.None);
        }
        catch (StorageException exception)
        {
            LogListFailed(exception, kind, account);
            throw new KmsException(KmsErrorCode.Unavailable, "temporarily unavailable");
        }
    }

    private static void Refuse(string account, KmsRequest request, DateTimeOffset now, int pageNumber, int pageSize)
    {
        if (account == GrainKeys.SystemAccount || !GrainKeys.IsId(account))
        {
            throw new KmsException(KmsErrorCode.NotFound, "not found");
        }

        if (request.Deadline <= now)
        {
            throw new KmsException(KmsErrorCode.Unavailable, "the deadline has passed");
        }

        if (pageNumber < 1 || pageSize is < 1 or > MaxPageSize)
        {
            throw new KmsException(KmsErrorCode.InvalidArgument, "pages count from 1 and hold 1 to 100 entries");
        }
    }

    private static int Total(CatalogPage page) => (int)Math.Clamp(page.TotalCount, 0, int.MaxValue);

    [LoggerMessage(EventId = StorageEvents.ListFailed, Level = LogLevel.Warning, Message = "The {Kind} records of {Account} could not be listed.")]
    private partial void LogListFailed(Exception exception, string kind, string account);
}
