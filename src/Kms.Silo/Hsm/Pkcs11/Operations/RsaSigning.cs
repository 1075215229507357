using Kms.Grains.Hsm;
using Kms.Silo.Hsm.Pkcs11.Sessions;
using Net.Pkcs11Interop.Common;
using Net.Pkcs11Interop.LowLevelAPI80;

namespace Kms.Silo.Hsm.Pkcs11.Operations;

/// <summary>RSASSA-PKCS1-v1_5 with SHA-256; hashing and padding happen in the token.</summary>
internal readonly struct RsaSigning(ReadOnlyMemory<byte> data) : ITokenOperation<byte[]>
{
    /// <inheritdoc />
    public void Load(TokenSession session)
    {
        session.Input.Load(data.Span);
        session.Output.Take(HsmArguments.RsaBlockLength);
    }

    /// <inheritdoc />
    public CKR Call(TokenSession session, ulong key) => Signing.Call(session, new CK_MECHANISM { Mechanism = (ulong)CKM.CKM_SHA256_RSA_PKCS }, key);

    /// <inheritdoc />
    public byte[] Complete(TokenSession session) => session.Output.Span.ToArray();

    /// <inheritdoc />
    public bool TryReject(out byte[] result)
    {
        result = [];
        return false;
    }
}
