using Kms.Grains.Abstractions.Keys;
using Kms.Grains.Hsm;
using Kms.Silo.Hsm.Pkcs11.Native;
using Kms.Silo.Hsm.Pkcs11.Operations;
using Kms.Silo.Hsm.Pkcs11.Running;
using Microsoft.Extensions.Options;

namespace Kms.Silo.Hsm.Pkcs11;

/// <summary>The HSM port over a PKCS#11 token: every key is used inside the token, and none leaves it unwrapped.</summary>
internal sealed class Pkcs11Hsm : IHsmModule, IDisposable
{
    private readonly Pkcs11Timing _timing;
    private readonly TokenKeeper _keeper;
    private readonly TokenRunner _runner;
    private readonly Unwrapper _unwrapper;

    /// <summary>The adapter of the service.</summary>
    public Pkcs11Hsm(IOptions<Pkcs11Options> options, TimeProvider time, ILogger<Pkcs11Hsm> logger)
        : this(options.Value, static path => new Cryptoki(path), new Pkcs11Timing(), time, logger)
    {
    }

    /// <summary>The adapter over a given module.</summary>
    /// <param name="load">Loads a module by its path.</param>
    public Pkcs11Hsm(Pkcs11Options options, Func<string, ICryptoki> load, Pkcs11Timing timing, TimeProvider time, ILogger logger)
    {
        _timing = timing;
        _keeper = new TokenKeeper(options, load, timing, time, logger);
        _runner = _keeper.Runner;
        _unwrapper = new Unwrapper(_runner, timing.Call);
    }

    /// <inheritdoc />
    public Protection Protection => Protection.Hsm;

    /// <inheritdoc />
    public int BindingGeneration => _keeper.State.Latest?.Roots.BindingGeneration ?? throw _keeper.State.Unavailable();

    /// <inheritdoc />
    public Task OpenAsync(IRootRegistry registry, CancellationToken cancellationToken) => _keeper.OpenAsync(registry, cancellationToken);

    /// <inheritdoc />
    public Task CloseAsync(CancellationToken cancellationToken) => _keeper.CloseAsync(cancellationToken);

    /// <inheritdoc />
    public void Dispose() => _keeper.Dispose();

    /// <inheritdoc />
    public async ValueTask<WrappedKey> GenerateAsync(KeyBinding binding, CancellationToken cancellationToken)
    {
        HsmArguments.RequireGenerate(binding);
        var token = _keeper.State.Serving;
        var kek = new RootKey(RootPurpose.KeyEncryption, token.Roots.KekGeneration);
        var generation = new KeyGeneration(binding.Spec, token.Module.Profile.KeyWrapWithPadding);
        var key = await _runner.RunAsync<RootKey, KeyGeneration, GeneratedKey>(kek, generation, _timing.Generation, cancellationToken).ConfigureAwait(false);
        var unsealed = new WrappedKey(token.Roots.BindingGeneration, token.Roots.KekGeneration, WrapMechanism.AesKwp, token.Module.Profile.Name, key.PublicKey, key.Blob, []);
        return await WrappedKeyMac.SealAsync(binding, unsealed, _unwrapper.ComputeMacAsync, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc />
    public ValueTask EncryptAsync(KeyBinding binding, WrappedKey key, ReadOnlyMemory<byte> associatedData, ReadOnlyMemory<byte> plaintext, Memory<byte> destination, CancellationToken cancellationToken)
    {
        HsmArguments.RequireEncrypt(binding, plaintext.Length, destination.Length);
        return Discard(_runner.RunAsync<StoredKey, GcmEncryption, Nothing>(Stored(binding, key), new GcmEncryption(associatedData, plaintext, destination), _timing.Call, cancellationToken));
    }

    /// <inheritdoc />
    public ValueTask<bool> DecryptAsync(KeyBinding binding, WrappedKey key, ReadOnlyMemory<byte> associatedData, ReadOnlyMemory<byte> source, Memory<byte> destination, CancellationToken cancellationToken) =>
        HsmArguments.RequireDecrypt(binding, source.Length, destination.Length)
            ? _runner.RunAsync<StoredKey, GcmDecryption, bool>(Stored(binding, key), new GcmDecryption(associatedData, source, destination), _timing.Call, cancellationToken)
            : Rejected(destination);

    /// <inheritdoc />
    public ValueTask<int> DecryptRsaAsync(KeyBinding binding, WrappedKey key, ReadOnlyMemory<byte> block, Memory<byte> destination, CancellationToken cancellationToken)
    {
        if (!HsmArguments.RequireDecryptRsa(binding, block.Length, destination.Length))
        {
            destination.Span.Clear();
            return new ValueTask<int>(-1);
        }

        return _runner.RunAsync<StoredKey, RsaDecryption, int>(Stored(binding, key), new RsaDecryption(block, destination), _timing.Call, cancellationToken);
    }

    /// <inheritdoc />
    public ValueTask<byte[]> SignRsaAsync(KeyBinding binding, WrappedKey key, ReadOnlyMemory<byte> data, CancellationToken cancellationToken)
    {
        HsmArguments.RequireSignRsa(binding);
        return _runner.RunAsync<StoredKey, RsaSigning, byte[]>(Stored(binding, key), new RsaSigning(data), _timing.Call, cancellationToken);
    }

    /// <inheritdoc />
    public async ValueTask<byte[]> GetPublicKeyAsync(KeyBinding binding, WrappedKey key, CancellationToken cancellationToken)
    {
        HsmArguments.RequirePublicKey(binding);
        await WrappedKeyMac.VerifyAsync(binding, key, _unwrapper.ComputeMacAsync, cancellationToken).ConfigureAwait(false);
        return key.PublicKey;
    }

    /// <inheritdoc />
    public ValueTask ComputeMacAsync(int bindingGeneration, ReadOnlyMemory<byte> message, Memory<byte> destination, CancellationToken cancellationToken)
    {
        HsmArguments.RequireMac(destination.Length);
        return Discard(_runner.RunAsync<RootKey, MacComputing, Nothing>(new RootKey(RootPurpose.Binding, bindingGeneration), new MacComputing(message, destination), _timing.Call, cancellationToken));
    }

    /// <inheritdoc />
    public void Forget(WrappedKey key) => _keeper.State.Latest?.Objects.Remove(key);

    /// <inheritdoc />
    public async ValueTask CheckAsync(CancellationToken cancellationToken)
    {
        if (_keeper.State.Fault is not null)
            throw _keeper.State.Unavailable();
        await _keeper.Watch.CheckAsync(cancellationToken).ConfigureAwait(false);
    }

    private StoredKey Stored(KeyBinding binding, WrappedKey key) => new(binding, key, _unwrapper);

    private static ValueTask<bool> Rejected(Memory<byte> destination)
    {
        destination.Span.Clear();
        return new ValueTask<bool>(false);
    }

    /// <summary>Without a state machine when the call is done already.</summary>
    private static ValueTask Discard(ValueTask<Nothing> call)
    {
        return call.IsCompletedSuccessfully ? ValueTask.CompletedTask : AwaitAsync(call);

        static async ValueTask AwaitAsync(ValueTask<Nothing> call) => await call.ConfigureAwait(false);
    }
}
