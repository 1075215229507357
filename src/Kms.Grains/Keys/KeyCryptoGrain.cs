using Kms.Grains.Abstractions.Errors;
using Kms.Grains.Abstractions.Hosting;
using Kms.Grains.Abstractions.Keys;
using Kms.Grains.Crypto;
using Kms.Grains.Domain;
using Kms.Grains.Domain.Keys;
using Kms.Grains.Hosting;
using Kms.Grains.Hsm;
using Kms.Grains.Leases;
using Kms.Grains.Storage;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;

namespace Kms.Grains.Keys;

/// <inheritdoc cref="IKeyCryptoGrain"/>
/// <remarks>
/// One file per operation. Each checks its fields, is admitted by the rules from a snapshot, and then works. It holds
/// nothing between calls. The methods behind the interface are <c>async ValueTask</c>: when snapshot and HSM answer at
/// once, as they mostly do, none of them allocates more than its result.
/// </remarks>
[StatelessWorker(1, removeIdleWorkers: false)]
[Reentrant]
internal sealed partial class KeyCryptoGrain(
    KeySnapshots snapshots,
    KeyPageSnapshots pages,
    LeasedRecords leases,
    IHsm hsm,
    MaterialSealer sealer,
    TimeProvider time,
    ILogger<KeyCryptoGrain> logger) : Grain, IKeyCryptoGrain
{
    private RecordId _id;

    /// <inheritdoc/>
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        Serve(KeyIdentity.Parse(this.GetPrimaryKeyString()));
        return Task.CompletedTask;
    }

    /// <summary>Says which key this is; for measurements without a silo.</summary>
    internal void Serve(RecordId id) => _id = id;

    private void RefuseLate(KmsRequest request)
    {
        if (request.Deadline <= time.GetUtcNow())
        {
            throw Faults.Late();
        }
    }

    /// <summary>Hands over a result; of a fault, only what callers are told of it.</summary>
    private Task<T> AnswerAsync<T>(ValueTask<T> work) =>
        work.IsCompletedSuccessfully ? Task.FromResult(work.Result) : GuardAsync(work);

    private async Task<T> GuardAsync<T>(ValueTask<T> work)
    {
        try
        {
            return await work;
        }
        catch (Exception fault) when (Faults.IsKnown(fault))
        {
            throw Faults.ToKms(fault, logger, _id);
        }
    }

    /// <summary>The primary version, for an operation that the rules admit now.</summary>
    private async ValueTask<UsableVersion> AdmitAsync(KeyOperation operation)
    {
        var snapshot = await leases.GetAsync(_id, snapshots);
        var decision = KeyAdmission.Admit(snapshot?.Key, operation, time.GetUtcNow());
        if (decision.Refusal is not null && leases.Holds)
        {
            // A refusal is not decided from what was held: an acknowledged enable is in force at once.
            snapshot = await leases.RereadAsync(_id, snapshots);
            decision = KeyAdmission.Admit(snapshot?.Key, operation, time.GetUtcNow());
        }

        return decision.IsRefused(out var refusal, out var version)
            ? throw refusal.ToException()
            : snapshot!.Find(version.Value) ?? throw Missing(version);
    }

    private KeyMaterial MaterialOf(UsableVersion version) => version.Version.Material ?? throw Missing(version.Number);

    private WrappedKey WrappedOf(UsableVersion version) => MaterialOf(version).Wrapped ?? throw Missing(version.Number);

    private async ValueTask<SecretBytes> OpenAsync(UsableVersion version)
    {
        var material = MaterialOf(version).Sealed ?? throw Missing(version.Number);
        return await sealer.OpenAsync(SystemKey.Sealing, _id, version.Version.Number, material, CancellationToken.None);
    }

    private async ValueTask<RsaPublicKey> PublicKeyAsync(UsableVersion version) =>
        version.PublicKey ??= new RsaPublicKey(await hsm.GetPublicKeyAsync(version.Binding, WrappedOf(version), CancellationToken.None));

    private KmsException Missing(KeyVersionNumber version)
    {
        logger.VersionMissing(_id.Account, _id.Id, version.Value);
        return Faults.Internal();
    }

    private static byte[] ContextOf(EncryptionContext? context)
    {
        if (CanonicalContext.Encode(context ?? EncryptionContext.Empty, out var canonical) is { } refusal)
        {
            throw refusal.ToException();
        }

        return canonical;
    }

    private static void Throw(Refusal? refusal)
    {
        if (refusal is not null)
        {
            throw refusal.ToException();
        }
    }
}
