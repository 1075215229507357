using System.Security.Cryptography;
using Kms.Grains.Abstractions.Keys;
using Kms.Grains.Crypto;
using Kms.Grains.Hsm;
using Microsoft.Extensions.Options;

namespace Kms.Silo.Hsm.Software;

/// <summary>
/// The HSM that works in the silo's own memory, with roots in a file. Keys have software protection: whoever can read
/// the process' memory, or the file and the database, can read them.
/// </summary>
/// <remarks>Every method completes synchronously; faults are in the returned task.</remarks>
internal sealed partial class SoftwareHsm : IHsmModule, IDisposable
{
    /// <summary>The <see cref="WrappedKey.Profile"/> of this module's keys.</summary>
    public const string Profile = "software";

    private readonly SoftwareHsmOptions _options;
    private readonly ILogger<SoftwareHsm> _logger;
    private readonly RsaPaddingProbe _padding = new();
    private volatile OpenState? _state;

    public SoftwareHsm(IOptions<SoftwareHsmOptions> options, ILogger<SoftwareHsm> logger) =>
        (_options, _logger) = (options.Value, logger);

    /// <inheritdoc/>
    public Protection Protection => Protection.Software;

    /// <inheritdoc/>
    public int BindingGeneration => State.BindingGeneration;

    private OpenState State => _state ?? throw Closed();

    /// <inheritdoc/>
    public ValueTask<WrappedKey> GenerateAsync(KeyBinding binding, CancellationToken cancellationToken)
    {
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            HsmArguments.RequireGenerate(binding);
            return new(Generate(State, binding));
        }
        catch (Exception exception)
        {
            return ValueTask.FromException<WrappedKey>(exception);
        }
    }

    /// <inheritdoc/>
    public ValueTask EncryptAsync(KeyBinding binding, WrappedKey key, ReadOnlyMemory<byte> associatedData, ReadOnlyMemory<byte> plaintext, Memory<byte> destination, CancellationToken cancellationToken)
    {
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            HsmArguments.RequireEncrypt(binding, plaintext.Length, destination.Length);
            Encrypt(binding, key, associatedData.Span, plaintext.Span, destination.Span);
            return ValueTask.CompletedTask;
        }
        catch (Exception exception)
        {
            return ValueTask.FromException(exception);
        }
    }

    /// <inheritdoc/>
    public ValueTask<bool> DecryptAsync(KeyBinding binding, WrappedKey key, ReadOnlyMemory<byte> associatedData, ReadOnlyMemory<byte> source, Memory<byte> destination, CancellationToken cancellationToken)
    {
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (HsmArguments.RequireDecrypt(binding, source.Length, destination.Length))
                return new(Decrypt(binding, key, associatedData.Span, source.Span, destination.Span));
            destination.Span.Clear();
            return new(false);
        }
        catch (Exception exception)
        {
            return ValueTask.FromException<bool>(exception);
        }
    }

    /// <inheritdoc/>
    public ValueTask<int> DecryptRsaAsync(KeyBinding binding, WrappedKey key, ReadOnlyMemory<byte> block, Memory<byte> destination, CancellationToken cancellationToken)
    {
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (HsmArguments.RequireDecryptRsa(binding, block.Length, destination.Length))
                return new(DecryptRsa(binding, key, block.Span, destination.Span));
            destination.Span.Clear();
            return new(-1);
        }
        catch (Exception exception)
        {
            return ValueTask.FromException<int>(exception);
        }
    }

    /// <inheritdoc/>
    public ValueTask<byte[]> SignRsaAsync(KeyBinding binding, WrappedKey key, ReadOnlyMemory<byte> data, CancellationToken cancellationToken)
    {
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            HsmArguments.RequireSignRsa(binding);
            return new(SignRsa(binding, key, data.Span));
        }
        catch (Exception exception)
        {
            return ValueTask.FromException<byte[]>(exception);
        }
    }

    /// <inheritdoc/>
    public ValueTask<byte[]> GetPublicKeyAsync(KeyBinding binding, WrappedKey key, CancellationToken cancellationToken)
    {
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            HsmArguments.RequirePublicKey(binding);
            return new(State.Keys.Get(binding, key).Wrapped.PublicKey.AsSpan().ToArray());
        }
        catch (Exception exception)
        {
            return ValueTask.FromException<byte[]>(exception);
        }
    }

    /// <inheritdoc/>
    public ValueTask ComputeMacAsync(int bindingGeneration, ReadOnlyMemory<byte> message, Memory<byte> destination, CancellationToken cancellationToken)
    {
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            HsmArguments.RequireMac(destination.Length);
            State.Roots.ComputeMac(bindingGeneration, message.Span, destination.Span);
            return ValueTask.CompletedTask;
        }
        catch (Exception exception)
        {
            return ValueTask.FromException(exception);
        }
    }

    /// <inheritdoc/>
    public void Forget(WrappedKey key) => _state?.Keys.Forget(key);

    /// <inheritdoc/>
    public ValueTask CheckAsync(CancellationToken cancellationToken)
    {
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            var state = State;
            Span<byte> mac = stackalloc byte[WrappedKeyMac.Length];
            state.Roots.ComputeMac(state.BindingGeneration, "kms/health-check/1\0"u8, mac);
            return ValueTask.CompletedTask;
        }
        catch (Exception exception)
        {
            return ValueTask.FromException(exception);
        }
    }

    /// <summary>The refusal of a call that came before the module was opened or after it was closed.</summary>
    internal static HsmException Closed() => new(HsmFault.Unavailable, "The software HSM is not open.");
}
