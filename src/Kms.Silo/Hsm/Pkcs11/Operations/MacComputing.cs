using Kms.Grains.Hsm;
using Kms.Silo.Hsm.Pkcs11.Sessions;
using Net.Pkcs11Interop.Common;
using Net.Pkcs11Interop.LowLevelAPI80;

namespace Kms.Silo.Hsm.Pkcs11.Operations;

/// <summary>HMAC-SHA-256, under a binding key.</summary>
internal readonly struct MacComputing(ReadOnlyMemory<byte> message, Memory<byte> destination) : ITokenOperation<Nothing>
{
    /// <inheritdoc />
    public void Load(TokenSession session)
    {
        session.Input.Load(message.Span);
        session.Output.Take(WrappedKeyMac.Length);
    }

    /// <inheritdoc />
    public CKR Call(TokenSession session, ulong key) => Signing.Call(session, new CK_MECHANISM { Mechanism = (ulong)CKM.CKM_SHA256_HMAC }, key);

    /// <inheritdoc />
    public Nothing Complete(TokenSession session)
    {
        session.Output.Span.CopyTo(destination.Span);
        return default;
    }

    /// <inheritdoc />
    public bool TryReject(out Nothing result)
    {
        result = default;
        return false;
    }
}
