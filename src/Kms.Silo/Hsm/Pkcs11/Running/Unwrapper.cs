using Kms.Grains.Hsm;
using Kms.Silo.Hsm.Pkcs11.Objects;
using Kms.Silo.Hsm.Pkcs11.Operations;

namespace Kms.Silo.Hsm.Pkcs11.Running;

/// <summary>Brings a wrapped key into the token, after its MAC was verified for the one who presents it.</summary>
internal sealed class Unwrapper(TokenRunner runner, TimeSpan limit)
{
    /// <summary>A lease on the unwrapped key. Of several callers with the same key, one unwraps and the others find it.</summary>
    /// <param name="token">The opening of the token in which it is wanted.</param>
    /// <exception cref="HsmException"><see cref="HsmFault.NotAuthentic"/>: it is not what was stored for this owner.</exception>
    public async ValueTask<CachedObject> UnwrapAsync(OpenToken token, KeyBinding binding, WrappedKey key, CancellationToken cancellationToken)
    {
        await WrappedKeyMac.VerifyAsync(binding, key, ComputeMacAsync, cancellationToken).ConfigureAwait(false);
        if (key.Mechanism != WrapMechanism.AesKwp)
            throw WrappedKeyMac.NotAuthentic(binding, $"it was wrapped with mechanism {key.Mechanism}, which this version does not know");

        var kek = new RootKey(RootPurpose.KeyEncryption, key.KekGeneration, token);
        var entry = await runner.RunAsync<RootKey, Unwrapping, CachedObject?>(kek, new Unwrapping(token, binding, key), limit, cancellationToken).ConfigureAwait(false);
        return entry ?? throw WrappedKeyMac.NotAuthentic(binding, "its key-encryption key does not unwrap it");
    }

    /// <summary>HMAC-SHA-256 under a binding key.</summary>
    public async ValueTask ComputeMacAsync(int bindingGeneration, ReadOnlyMemory<byte> message, Memory<byte> destination, CancellationToken cancellationToken) =>
        await runner.RunAsync<RootKey, MacComputing, Nothing>(new RootKey(RootPurpose.Binding, bindingGeneration), new MacComputing(message, destination), limit, cancellationToken).ConfigureAwait(false);
}
