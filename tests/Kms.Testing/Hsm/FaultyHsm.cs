using System.Collections.Concurrent;
using Kms.Grains.Abstractions.Keys;
using Kms.Grains.Hsm;

namespace Kms.Testing.Hsm;

/// <summary>
/// A module that does what another one does, except where a fault is queued: each fault is for one call of one
/// method, in the order in which they were queued.
/// </summary>
internal sealed class FaultyHsm(IHsmModule inner) : IHsmModule
{
    private readonly ConcurrentDictionary<HsmCall, ConcurrentQueue<Fault>> _faults = [];

    public Protection Protection => inner.Protection;

    public int BindingGeneration => inner.BindingGeneration;

    /// <summary>How many queued faults no call has met yet.</summary>
    public int Pending => _faults.Values.Sum(queue => queue.Count);

    /// <summary>The next call fails and has no effect.</summary>
    public void FailBefore(HsmCall call, HsmFault fault) => Enqueue(call, new Fault(Before: fault));

    /// <summary>The next call takes effect and then fails, as when the answer is lost.</summary>
    public void FailAfter(HsmCall call, HsmFault fault) => Enqueue(call, new Fault(After: fault));

    /// <summary>The next call stops before it takes effect, until it is released or cancelled. One that is never released hangs.</summary>
    public HsmHold Hold(HsmCall call)
    {
        var hold = new HsmHold();
        Enqueue(call, new Fault(Hold: hold));
        return hold;
    }

    public async Task OpenAsync(IRootRegistry registry, CancellationToken cancellationToken) =>
        await RunAsync(HsmCall.Open, () => new ValueTask(inner.OpenAsync(registry, cancellationToken)), cancellationToken);

    public async Task CloseAsync(CancellationToken cancellationToken) =>
        await RunAsync(HsmCall.Close, () => new ValueTask(inner.CloseAsync(cancellationToken)), cancellationToken);

    public ValueTask<WrappedKey> GenerateAsync(KeyBinding binding, CancellationToken cancellationToken) =>
        RunAsync(HsmCall.Generate, () => inner.GenerateAsync(binding, cancellationToken), cancellationToken);

    public ValueTask EncryptAsync(KeyBinding binding, WrappedKey key, ReadOnlyMemory<byte> associatedData, ReadOnlyMemory<byte> plaintext, Memory<byte> destination, CancellationToken cancellationToken) =>
        RunAsync(HsmCall.Encrypt, () => inner.EncryptAsync(binding, key, associatedData, plaintext, destination, cancellationToken), cancellationToken);

    public ValueTask<bool> DecryptAsync(KeyBinding binding, WrappedKey key, ReadOnlyMemory<byte> associatedData, ReadOnlyMemory<byte> source, Memory<byte> destination, CancellationToken cancellationToken) =>
        RunAsync(HsmCall.Decrypt, () => inner.DecryptAsync(binding, key, associatedData, source, destination, cancellationToken), cancellationToken);

    public ValueTask<int> DecryptRsaAsync(KeyBinding binding, WrappedKey key, ReadOnlyMemory<byte> block, Memory<byte> destination, CancellationToken cancellationToken) =>
        RunAsync(HsmCall.DecryptRsa, () => inner.DecryptRsaAsync(binding, key, block, destination, cancellationToken), cancellationToken);

    public ValueTask<byte[]> SignRsaAsync(KeyBinding binding, WrappedKey key, ReadOnlyMemory<byte> data, CancellationToken cancellationToken) =>
        RunAsync(HsmCall.SignRsa, () => inner.SignRsaAsync(binding, key, data, cancellationToken), cancellationToken);

    public ValueTask<byte[]> GetPublicKeyAsync(KeyBinding binding, WrappedKey key, CancellationToken cancellationToken) =>
        RunAsync(HsmCall.GetPublicKey, () => inner.GetPublicKeyAsync(binding, key, cancellationToken), cancellationToken);

    public ValueTask ComputeMacAsync(int bindingGeneration, ReadOnlyMemory<byte> message, Memory<byte> destination, CancellationToken cancellationToken) =>
        RunAsync(HsmCall.ComputeMac, () => inner.ComputeMacAsync(bindingGeneration, message, destination, cancellationToken), cancellationToken);

    public void Forget(WrappedKey key) => inner.Forget(key);

    public ValueTask CheckAsync(CancellationToken cancellationToken) =>
        RunAsync(HsmCall.Check, () => inner.CheckAsync(cancellationToken), cancellationToken);

    private static HsmException Thrown(HsmCall call, HsmFault fault) => new(fault, $"Injected into {call}.");

    private void Enqueue(HsmCall call, Fault fault) => _faults.GetOrAdd(call, static _ => new()).Enqueue(fault);

    private async ValueTask RunAsync(HsmCall call, Func<ValueTask> operation, CancellationToken cancellationToken) =>
        await RunAsync(
            call,
            async () =>
            {
                await operation();
                return true;
            },
            cancellationToken);

    private async ValueTask<T> RunAsync<T>(HsmCall call, Func<ValueTask<T>> operation, CancellationToken cancellationToken)
    {
        if (!_faults.TryGetValue(call, out var queue) || !queue.TryDequeue(out var fault))
            return await operation();
        if (fault.Before is { } before)
            throw Thrown(call, before);
        if (fault.Hold is not null)
            await fault.Hold.WaitAsync(cancellationToken);

        var result = await operation();
        return fault.After is { } after ? throw Thrown(call, after) : result;
    }

    private sealed record Fault(HsmFault? Before = null, HsmFault? After = null, HsmHold? Hold = null);
}
