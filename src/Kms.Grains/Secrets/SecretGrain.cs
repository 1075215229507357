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

namespace Kms.Grains.Secrets;

/// <inheritdoc cref="ISecretGrain"/>
/// <remarks>
/// One file per operation. Each decides by the rules, writes, and only then answers; every write drops the snapshots of
/// what it wrote. It always writes, a repeated command too, so that an activation with old state fails on the revision.
/// After a failed write nothing is answered from memory: the next call reads again.
/// </remarks>
internal sealed partial class SecretGrain(
    SecretRecords secrets,
    SecretValues values,
    SecretEraser eraser,
    SecretPackages packages,
    LeasedRecords leases,
    TimeProvider time,
    ILogger<SecretGrain> logger) : Grain, ISecretGrain, ISecretWakeGrain
{
    private RecordId _id;
    private SecretHead? _head;
    private bool _loaded;

    /// <summary>Now (UTC) in whole microseconds, the precision of everything stored.</summary>
    private DateTimeOffset Now() => Instants.FromMicroseconds(Instants.ToMicroseconds(time.GetUtcNow()));

    private async Task<T> ServeAsync<T>(KmsRequest request, Func<Task<T>> operation)
    {
        Entry.RefuseLate(request, time);
        return await GuardAsync(operation);
    }

    private Task<bool> ChangeAsync(KmsRequest request, Func<Secret?, Decision<Secret>> decide) => ServeAsync(request, async () =>
    {
        await WriteAsync(Granted(decide(_head?.Secret)));
        return true;
    });

    /// <summary>Changes one version in its own record; the head stays as it is.</summary>
    private Task<bool> ChangeVersionAsync(KmsRequest request, SecretVersionNumber number, Func<Secret?, SecretVersion?, Decision<SecretVersion>> decide) => ServeAsync(request, async () =>
    {
        var id = SecretRecords.VersionOf(_id, number);
        var item = await FindAsync(id, number);
        var version = Granted(decide(_head?.Secret, item?.Version));
        await secrets.WriteVersionAsync(id, item! with { Version = version });
        return true;
    });

    private async Task<SecretItem?> FindAsync(RecordId id, SecretVersionNumber number)
    {
        if (_head is not { Secret: { Exists: true } secret } || !secret.Versions.Contains(number.Value))
        {
            return null;
        }

        if (await secrets.ReadVersionAsync(id, CancellationToken.None) is { } item)
        {
            return item;
        }

        logger.VersionMissing(_id.Account, _id.Id, number.Value);
        throw Faults.Internal();
    }

    /// <summary>Writes the head and swaps it in; it is woken as long as it has something to erase.</summary>
    private Task WriteAsync(Secret secret) => WriteAsync(secret, secret.Unerased.IsEmpty ? null : Now());

    private async Task WriteAsync(Secret secret, DateTimeOffset? wakeAt) => _head = await secrets.WriteHeadAsync(_id, _head, secret, wakeAt);

    private async Task<SecretItem> SealAsync(SecretVersion version, ReadOnlyMemory<byte> data) =>
        new() { Version = version, Sealed = await values.SealAsync(_id, version.Number, data) };

    private async Task<T> GuardAsync<T>(Func<Task<T>> operation)
    {
        try
        {
            await LoadAsync();
            return await operation();
        }
        catch (Exception fault) when (fault is not KmsException)
        {
            throw Fail(fault);
        }
    }

    private async Task LoadAsync()
    {
        if (_loaded)
        {
            return;
        }

        var (account, id) = Entry.Parse(this.GetPrimaryKeyString());
        _id = SecretRecords.HeadOf(account, id);
        _head = await secrets.ReadHeadAsync(_id, CancellationToken.None);

        // An earlier write may have taken effect after its outcome had been given up.
        leases.Drop(_id, _head?.Revision ?? 0);
        _loaded = true;
    }

    private KmsException Fail(Exception fault)
    {
        _loaded = false;
        DeactivateOnIdle();
        return Faults.ToKms(fault, logger, _id);
    }

    private static T Granted<T>(Decision<T> decision) => decision.IsRefused(out var refusal, out var result) ? throw refusal.ToException() : result;

    private static void Demand(Refusal? refusal)
    {
        if (refusal is not null)
        {
            throw refusal.ToException();
        }
    }

    private SecretDescription Describe() => SecretDescriptions.Of(_id, _head!.Secret);
}
