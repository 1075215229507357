using Kms.Silo.Hsm.Pkcs11.Native;
using Kms.Silo.Hsm.Pkcs11.Objects;
using Net.Pkcs11Interop.Common;
using Net.Pkcs11Interop.LowLevelAPI80;

namespace Kms.Silo.Hsm.Pkcs11.Operations;

/// <summary>Unwraps the check value of a key-encryption key and destroys what came out: proof of the key, and the canary of unwrapping.</summary>
internal static class ProbeUnwrapping
{
    /// <summary>The module's answer.</summary>
    public static CKR Run(ICryptoki cryptoki, ulong session, ulong kek, CKM mechanism, byte[] check)
    {
        var unwrapping = new CK_MECHANISM { Mechanism = (ulong)mechanism };
        var probe = 0UL;
        var code = cryptoki.UnwrapKey(session, ref unwrapping, kek, check, (ulong)check.Length, KeyTemplates.Probe.Attributes, ref probe);
        return code == CKR.CKR_OK ? cryptoki.DestroyObject(session, probe) : code;
    }
}
