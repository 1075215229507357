using Kms.Grains.Abstractions.Access;
using Kms.Grains.Abstractions.Errors;
using Kms.Grains.Hosting;
using Kms.Grains.Leases;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;

namespace Kms.Grains.Access;

/// <inheritdoc cref="IAccessKeyCheckGrain"/>
/// <remarks>
/// The secret stays sealed in the snapshot and is opened only to derive a key for a new date. An unknown or disabled
/// access key costs a derivation as well and answers like a wrong signature.
/// </remarks>
[StatelessWorker(1, removeIdleWorkers: false)]
[Reentrant]
internal sealed class AccessKeyCheckGrain(
    AccessKeyRecords accessKeys,
    AccessKeySnapshots snapshots,
    LeasedRecords leases,
    TimeProvider time,
    ILogger<AccessKeyCheckGrain> logger) : Grain, IAccessKeyCheckGrain, IDisposable
{
    private static readonly byte[] NoSecret = new byte[40];

    private readonly DateKeys _dateKeys = new();

    /// <inheritdoc/>
    public async Task<AuthenticateReply> AuthenticateAsync(AuthenticateRequest request)
    {
        Entry.RefuseLate(request, time);
        try
        {
            return await CheckAsync(this.GetPrimaryKeyString(), request);
        }
        catch (Exception fault) when (Faults.IsKnown(fault))
        {
            throw Faults.ToKms(fault, logger, AccessKeyRecords.Identity(this.GetPrimaryKeyString()));
        }
    }

    /// <summary>Zeroises the derived keys; Orleans calls it when the activation is gone.</summary>
    public void Dispose() => _dateKeys.Dispose();

    private async ValueTask<AuthenticateReply> CheckAsync(string id, AuthenticateRequest request)
    {
        var snapshot = await leases.GetAsync(AccessKeyRecords.Identity(id), snapshots);
        if (snapshot is not { Key.IsUsable: true } && leases.Holds)
        {
            // A refusal is not decided from what was held: an acknowledged enable is in force at once.
            snapshot = await leases.RereadAsync(AccessKeyRecords.Identity(id), snapshots);
        }

        if (snapshot is not { Key.IsUsable: true })
        {
            DeriveInVain(request);
            throw Refused();
        }

        if (!await IsSignedAsync(snapshot, request))
        {
            throw Refused();
        }

        return new AuthenticateReply
        {
            Principal = new Principal { Account = snapshot.Key.Account, AccessKeyId = id, AccessKeyRevision = snapshot.Revision },
        };
    }

    private async ValueTask<bool> IsSignedAsync(StoredAccessKey snapshot, AuthenticateRequest request)
    {
        if (_dateKeys.Find(snapshot.Revision, request.Algorithm, request.Date) is { } known)
        {
            return known.Verifies(request);
        }

        using var secret = await accessKeys.OpenSecretAsync(snapshot.Key, CancellationToken.None);
        return _dateKeys.Add(snapshot.Revision, request.Algorithm, request.Date, secret.ExposeSpan()).Verifies(request);
    }

    // The same work as for a known access key; the result is of no interest.
    private static void DeriveInVain(AuthenticateRequest request)
    {
        using var key = new DateKey(0, request.Algorithm, request.Date, NoSecret);
        key.Verifies(request);
    }

    private static KmsException Refused() => new(KmsErrorCode.Unauthenticated, "the signature does not match");
}
