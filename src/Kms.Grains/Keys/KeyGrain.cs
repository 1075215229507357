using Kms.Grains.Abstractions.Hosting;
using Kms.Grains.Abstractions.Keys;
using Kms.Grains.Domain;
using Kms.Grains.Domain.Keys;
using Kms.Grains.Hosting;
using Kms.Grains.Hsm;
using Kms.Grains.Leases;
using Kms.Grains.Storage;
using Microsoft.Extensions.Logging;

namespace Kms.Grains.Keys;

/// <inheritdoc cref="IKeyGrain"/>
/// <remarks>
/// One file per operation. Each decides by the rules, writes, drops the snapshots of what it wrote, and only then
/// answers; the state in memory is swapped when the write has succeeded. After a failed write this activation answers
/// nothing any more.
/// </remarks>
internal sealed partial class KeyGrain(
    KeyRecords keys,
    KeyFactory factory,
    LeasedRecords leases,
    IHsm hsm,
    TimeProvider time,
    ILogger<KeyGrain> logger) : Grain, IKeyGrain, IKeyWakeGrain
{
    private RecordId _id;
    private KeyHead? _head;
    private bool _failed;

    /// <inheritdoc/>
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _id = KeyIdentity.Parse(this.GetPrimaryKeyString());
        try
        {
            _head = await keys.ReadAsync(_id, cancellationToken);
        }
        catch (Exception fault) when (Faults.IsKnown(fault))
        {
            // Throwing ends this activation; with DeactivateOnIdle as well, Orleans sends the call round in a circle.
            throw Faults.ToKms(fault, logger, _id);
        }

        // An earlier activation may have ended on a write whose outcome it did not learn.
        leases.Drop(_id, _head?.Revision ?? 0);
    }

    /// <summary>Now (UTC) in whole microseconds, the precision of everything stored.</summary>
    private DateTimeOffset Now() => Instants.FromMicroseconds(Instants.ToMicroseconds(time.GetUtcNow()));

    /// <summary>Refuses what comes too late, and everything after a failed write; returns now.</summary>
    private DateTimeOffset Begin(KmsRequest request)
    {
        var now = Now();
        if (request.Deadline <= now)
        {
            throw Faults.Late();
        }

        return _failed ? throw Faults.Unavailable() : now;
    }

    /// <summary>A transition of an existing key.</summary>
    /// <param name="always">
    /// Writes even if nothing changes: a restricting command does, so that an activation with old state fails on the
    /// revision instead of confirming what it believes.
    /// </param>
    private async Task<Key> ChangeAsync(KmsRequest request, Func<Key?, DateTimeOffset, Decision<Key>> decide, bool always)
    {
        var now = Begin(request);
        if (decide(_head?.Key, now).IsRefused(out var refusal, out var key))
        {
            throw refusal.ToException();
        }

        if (always || key != _head!.Key)
        {
            await WriteAsync(_head!.With(key!), now);
        }

        return key!;
    }

    /// <summary>Writes the head and swaps it in; when this returns, every snapshot of before is gone.</summary>
    private async Task WriteAsync(KeyHead head, DateTimeOffset now)
    {
        var before = _head;
        _head = await GuardAsync(() => keys.WriteAsync(_id, head, now));
        leases.Drop(_id, _head.Revision);
        ForgetErased(before, _head);
    }

    private void ForgetErased(KeyHead? before, KeyHead after)
    {
        foreach (var version in before?.Versions ?? [])
        {
            // What has moved to a page is not gone; it is no longer found in the head, and below the oldest there.
            var kept = after.Key.State != KeyState.Destroyed && after.Find(version.Number) is null or { Material: not null };
            if (!kept && version.Material?.Wrapped is { } wrapped)
            {
                hsm.Forget(wrapped);
            }
        }
    }

    /// <summary>
    /// Runs something that may fail half-way. If it does, nothing is answered from this activation's memory any more:
    /// the next call reads again, and finds out what the outcome was.
    /// </summary>
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
            leases.Drop(_id, long.MaxValue);
            if (Faults.IsKnown(fault))
            {
                throw Faults.ToKms(fault, logger, _id);
            }

            throw;
        }
    }

    private KeyDescription Describe(KeyHead head) => new()
    {
        KeyId = _id.Id,
        Name = head.Key.Name,
        Description = head.Key.Description,
        Spec = head.Key.Spec,
        State = head.Key.State,
        CreatedAt = head.Key.CreatedAt,
        RotationDays = head.Key.RotationDays,
        DeleteAt = head.Key.DeleteAt,
        Protection = head.Protection,
    };
}
