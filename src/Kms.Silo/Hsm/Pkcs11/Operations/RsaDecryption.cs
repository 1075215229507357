using Kms.Grains.Crypto;
using Kms.Grains.Hsm;
using Kms.Silo.Hsm.Pkcs11.Sessions;
using Net.Pkcs11Interop.Common;
using Net.Pkcs11Interop.LowLevelAPI80;

namespace Kms.Silo.Hsm.Pkcs11.Operations;

/// <summary>
/// RSAES-PKCS1-v1_5 as raw RSA in the token (CKM_RSA_X_509) and <see cref="Pkcs1Unpadding"/> here. What CKM_RSA_PKCS
/// does with a wrong padding depends on the library below: OpenSSL before 3.2 reports it (seen), later ones return
/// bytes that look like success.
/// </summary>
/// <remarks>The result is the number of bytes written, or -1 when the padding is wrong.</remarks>
internal readonly struct RsaDecryption(ReadOnlyMemory<byte> block, Memory<byte> destination) : ITokenOperation<int>
{
    /// <inheritdoc />
    public void Load(TokenSession session)
    {
        session.Input.Load(block.Span);
        session.Output.Take(HsmArguments.RsaBlockLength);
    }

    /// <inheritdoc />
    public CKR Call(TokenSession session, ulong key)
    {
        var mechanism = new CK_MECHANISM { Mechanism = (ulong)CKM.CKM_RSA_X_509 };
        var code = session.Cryptoki.DecryptInit(session.Handle, ref mechanism, key);
        if (code != CKR.CKR_OK)
            return code;

        var length = (ulong)session.Output.Length;
        code = session.Cryptoki.Decrypt(session.Handle, session.Input.Buffer, (ulong)session.Input.Length, session.Output.Buffer, ref length);
        return code == CKR.CKR_OK && length != (ulong)session.Output.Length ? CKR.CKR_FUNCTION_FAILED : code;
    }

    /// <inheritdoc />
    public int Complete(TokenSession session) => Pkcs1Unpadding.Unpad(session.Output.Span, destination.Span);

    /// <inheritdoc />
    public bool TryReject(out int result)
    {
        destination.Span.Clear();
        result = -1;
        return true;
    }
}
