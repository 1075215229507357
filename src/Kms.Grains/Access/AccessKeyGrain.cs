using Kms.Grains.Abstractions.Access;
using Kms.Grains.Abstractions.Errors;
using Kms.Grains.Abstractions.Hosting;
using Kms.Grains.Domain.Access;
using Kms.Grains.Hosting;
using Kms.Grains.Leases;
using Microsoft.Extensions.Logging;

namespace Kms.Grains.Access;

/// <inheritdoc cref="IAccessKeyGrain"/>
internal sealed class AccessKeyGrain(
    AccessKeyRecords accessKeys,
    LeasedRecords leases,
    TimeProvider time,
    ILogger<AccessKeyGrain> logger) : Grain, IAccessKeyGrain
{
    private StoredAccessKey? _stored;
    private bool _failed;

    private string Id => this.GetPrimaryKeyString();

    /// <inheritdoc/>
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (!GrainKeys.IsId(Id))
        {
            throw new KmsException(KmsErrorCode.InvalidArgument, "access key id: 1 to 64 characters of [A-Za-z0-9_-]");
        }

        _stored = await GuardAsync(async () => await accessKeys.ReadAsync(Id, cancellationToken));
    }

    /// <inheritdoc/>
    public async Task<CreateAccessKeyReply> CreateAccessKeyAsync(CreateAccessKeyRequest request)
    {
        Begin(request);
        var secret = request.Secret ?? AccessKeyRules.NewSecret();
        if (AccessKeyRules.Refuse(request.Account, secret) is { } refusal)
        {
            throw new KmsException(KmsErrorCode.InvalidArgument, refusal);
        }

        if (_stored is not null)
        {
            throw new KmsException(KmsErrorCode.AlreadyExists, "the access key id is taken");
        }

        await GuardAsync(async () => _stored = await accessKeys.WriteAsync(await accessKeys.NewAsync(Id, request.Account, secret), previous: null));
        Changed();
        return new CreateAccessKeyReply { Secret = secret };
    }

    /// <inheritdoc/>
    public Task EnableAccessKeyAsync(EnableAccessKeyRequest request) => ChangeAsync(request, key => key.In(AccessKeyState.Enabled));

    /// <inheritdoc/>
    public Task DisableAccessKeyAsync(DisableAccessKeyRequest request) => ChangeAsync(request, key => key.In(AccessKeyState.Disabled));

    /// <inheritdoc/>
    public Task DeleteAccessKeyAsync(DeleteAccessKeyRequest request) => ChangeAsync(request, key => key.Deleted());

    // It always writes, a repeated command too, so that an activation with old state fails on the revision.
    private async Task ChangeAsync(KmsRequest request, Func<AccessKey, AccessKey> change)
    {
        Begin(request);
        if (_stored is not { Key.State: not AccessKeyState.Deleted } stored)
        {
            throw new KmsException(KmsErrorCode.NotFound, "no such access key");
        }

        await GuardAsync(async () => _stored = await accessKeys.WriteAsync(change(stored.Key), stored));
        Changed();
    }

    private void Changed() => leases.Drop(AccessKeyRecords.Identity(Id), _stored!.Revision);

    private void Begin(KmsRequest request)
    {
        Entry.RefuseLate(request, time);
        if (_failed)
        {
            throw Faults.Unavailable();
        }
    }

    // After a failed write nothing is answered from memory: the next call reads again.
    private async Task<T> GuardAsync<T>(Func<Task<T>> action)
    {
        try
        {
            return await action();
        }
        catch (Exception fault)
        {
            _failed = true;
            DeactivateOnIdle();
            leases.Drop(AccessKeyRecords.Identity(Id), long.MaxValue);
            throw Faults.ToKms(fault, logger, AccessKeyRecords.Identity(Id));
        }
    }
}
