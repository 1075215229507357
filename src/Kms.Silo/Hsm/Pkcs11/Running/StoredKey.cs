using Kms.Grains.Hsm;
using Kms.Silo.Hsm.Pkcs11.Operations;
using Kms.Silo.Hsm.Pkcs11.Sessions;
using Net.Pkcs11Interop.Common;

namespace Kms.Silo.Hsm.Pkcs11.Running;

/// <summary>A wrapped key as the key of an operation.</summary>
internal readonly struct StoredKey(KeyBinding binding, WrappedKey key, Unwrapper unwrapper) : IKeySource
{
    /// <inheritdoc />
    public bool IsRoot => false;

    /// <inheritdoc />
    public OpenToken? Only => null;

    /// <inheritdoc />
    public string Name => $"key {binding.Account}/{binding.KeyId} version {binding.Version}";

    /// <inheritdoc />
    public SessionPool Sessions(OpenToken token) => token.Work;

    /// <inheritdoc />
    public bool TryLease(OpenToken token, out KeyLease lease)
    {
        var found = token.Objects.TryLease(binding, key, out var entry);
        lease = found ? new KeyLease(entry!.Handle, entry) : default;
        return found;
    }

    /// <inheritdoc />
    public async ValueTask<KeyLease> LeaseAsync(OpenToken token, CancellationToken cancellationToken)
    {
        if (TryLease(token, out var lease))
            return lease;
        var entry = await unwrapper.UnwrapAsync(token, binding, key, cancellationToken).ConfigureAwait(false);
        return new KeyLease(entry.Handle, entry);
    }

    /// <inheritdoc />
    public CKR CallCanary(OpenToken token, TokenSession session)
    {
        var encryption = new GcmEncryption(default, new byte[16], new byte[16 + HsmArguments.Overhead]);
        return session.Run<GcmEncryption, Nothing>(ref encryption, token.Canary, out _);
    }
}
