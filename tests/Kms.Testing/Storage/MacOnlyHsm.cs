using System.Security.Cryptography;
using Kms.Grains.Abstractions.Keys;
using Kms.Grains.Hsm;

namespace Kms.Testing.Storage;

/// <summary>The part of an HSM that records need: MACs, under keys derived from the generation's number.</summary>
internal sealed class MacOnlyHsm : IHsm
{
    public Protection Protection => Protection.Software;

    public int BindingGeneration { get; set; } = 1;

    public ValueTask ComputeMacAsync(int bindingGeneration, ReadOnlyMemory<byte> message, Memory<byte> destination, CancellationToken cancellationToken)
    {
        HMACSHA256.HashData(BitConverter.GetBytes(bindingGeneration), message.Span, destination.Span);
        return ValueTask.CompletedTask;
    }

    public ValueTask CheckAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask<WrappedKey> GenerateAsync(KeyBinding binding, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask EncryptAsync(KeyBinding binding, WrappedKey key, ReadOnlyMemory<byte> associatedData, ReadOnlyMemory<byte> plaintext, Memory<byte> destination, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<bool> DecryptAsync(KeyBinding binding, WrappedKey key, ReadOnlyMemory<byte> associatedData, ReadOnlyMemory<byte> source, Memory<byte> destination, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<int> DecryptRsaAsync(KeyBinding binding, WrappedKey key, ReadOnlyMemory<byte> block, Memory<byte> destination, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<byte[]> SignRsaAsync(KeyBinding binding, WrappedKey key, ReadOnlyMemory<byte> data, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<byte[]> GetPublicKeyAsync(KeyBinding binding, WrappedKey key, CancellationToken cancellationToken) => throw new NotSupportedException();

    public void Forget(WrappedKey key)
    {
    }
}
