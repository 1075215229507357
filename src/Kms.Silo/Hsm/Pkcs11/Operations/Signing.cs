using Kms.Silo.Hsm.Pkcs11.Sessions;
using Net.Pkcs11Interop.Common;
using Net.Pkcs11Interop.LowLevelAPI80;

namespace Kms.Silo.Hsm.Pkcs11.Operations;

/// <summary>C_SignInit and C_Sign, of which MACs and signatures are made alike.</summary>
internal static class Signing
{
    /// <summary>Signs the session's input; the signature fills its output exactly.</summary>
    public static CKR Call(TokenSession session, CK_MECHANISM mechanism, ulong key)
    {
        var code = session.Cryptoki.SignInit(session.Handle, ref mechanism, key);
        if (code != CKR.CKR_OK)
            return code;

        var length = (ulong)session.Output.Length;
        code = session.Cryptoki.Sign(session.Handle, session.Input.Buffer, (ulong)session.Input.Length, session.Output.Buffer, ref length);
        return code == CKR.CKR_OK && length != (ulong)session.Output.Length ? CKR.CKR_FUNCTION_FAILED : code;
    }
}
