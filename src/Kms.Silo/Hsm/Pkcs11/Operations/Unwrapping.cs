using Kms.Grains.Hsm;
using Kms.Silo.Hsm.Pkcs11.Objects;
using Kms.Silo.Hsm.Pkcs11.Sessions;
using Net.Pkcs11Interop.Common;
using Net.Pkcs11Interop.LowLevelAPI80;

namespace Kms.Silo.Hsm.Pkcs11.Operations;

/// <summary>
/// Unwraps a key, whose MAC was verified, into the cache. Runs in the owner session, where it is alone: who finds the
/// key there already takes it. The result is null when the key-encryption key does not unwrap it.
/// </summary>
internal readonly struct Unwrapping(OpenToken token, KeyBinding binding, WrappedKey key) : ITokenOperation<CachedObject?>
{
    private readonly Outcome _outcome = new();

    /// <inheritdoc />
    public void Load(TokenSession session) => session.Input.Load(key.Blob);

    /// <inheritdoc />
    public CKR Call(TokenSession session, ulong kek)
    {
        DiscardedObjects.Destroy(token.Objects, session, DiscardedObjects.Few);
        if (token.Objects.TryLease(binding, key, out _outcome.Found))
            return CKR.CKR_OK;

        var mechanism = new CK_MECHANISM { Mechanism = (ulong)token.Module.Profile.KeyWrapWithPadding };
        return session.Cryptoki.UnwrapKey(
            session.Handle, ref mechanism, kek, session.Input.Buffer, (ulong)session.Input.Length, KeyTemplates.Unwrapped(binding).Attributes, ref _outcome.Handle);
    }

    /// <inheritdoc />
    public CachedObject? Complete(TokenSession session) => _outcome.Found ?? token.Objects.Add(binding, key, _outcome.Handle);

    /// <inheritdoc />
    public bool TryReject(out CachedObject? result)
    {
        result = null;
        return true;
    }

    /// <summary>What came out, shared by the copies of the struct.</summary>
    private sealed class Outcome
    {
        public CachedObject? Found;
        public ulong Handle;
    }
}
