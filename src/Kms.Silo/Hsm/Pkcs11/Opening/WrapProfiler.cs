using System.Text;
using Kms.Grains.Hsm;
using Kms.Silo.Hsm.Pkcs11.Native;
using Kms.Silo.Hsm.Pkcs11.Objects;
using Net.Pkcs11Interop.Common;
using Net.Pkcs11Interop.LowLevelAPI80;

namespace Kms.Silo.Hsm.Pkcs11.Opening;

/// <summary>
/// Finds out under which number the module offers AES Key Wrap with Padding (RFC 5649). 0x210A is that on SoftHSM and
/// PKCS#7 padding on NSS, which has it at 0x210B as PKCS#11 3.0 says: the length of a wrapped key tells, 40 bytes or 48.
/// </summary>
internal static class WrapProfiler
{
    /// <summary>CKM_AES_KEY_WRAP_KWP of PKCS#11 3.0, which Pkcs11Interop does not name.</summary>
    private const CKM KeyWrapKwp = (CKM)0x210B;

    private static readonly CKM[] Needed =
    [
        CKM.CKM_AES_KEY_GEN, CKM.CKM_AES_GCM, CKM.CKM_GENERIC_SECRET_KEY_GEN, CKM.CKM_SHA256_HMAC,
        CKM.CKM_RSA_PKCS_KEY_PAIR_GEN, CKM.CKM_RSA_X_509, CKM.CKM_SHA256_RSA_PKCS,
    ];

    /// <summary>A key-encryption key that lives for the self-test.</summary>
    private static readonly AttributeTemplate TestKek = new(
        (CKA.CKA_CLASS, (ulong)CKO.CKO_SECRET_KEY), (CKA.CKA_KEY_TYPE, (ulong)CKK.CKK_AES), (CKA.CKA_VALUE_LEN, (ulong)RootCheck.ProbeLength),
        (CKA.CKA_TOKEN, false), (CKA.CKA_PRIVATE, true), (CKA.CKA_SENSITIVE, true), (CKA.CKA_EXTRACTABLE, false),
        (CKA.CKA_ENCRYPT, false), (CKA.CKA_DECRYPT, false), (CKA.CKA_WRAP, true), (CKA.CKA_UNWRAP, true));

    /// <summary>Probes the module in a session that is logged in.</summary>
    /// <exception cref="HsmException">It lacks a mechanism, or wraps in an unknown way.</exception>
    public static WrapProfile Probe(ICryptoki cryptoki, ulong slot, ulong session)
    {
        var offered = Mechanisms(cryptoki, slot);
        var missing = Needed.Except(offered).ToList();
        if (missing.Count > 0)
            throw new HsmException(HsmFault.Refused, $"The token lacks mechanisms: {string.Join(", ", missing)}.");

        foreach (var candidate in new[] { KeyWrapKwp, CKM.CKM_AES_KEY_WRAP_PAD }.Where(offered.Contains))
        {
            if (IsKeyWrapWithPadding(cryptoki, session, candidate))
                return new WrapProfile(Name(cryptoki), candidate);
        }

        throw new HsmException(HsmFault.Refused, "The token offers no AES Key Wrap with Padding (RFC 5649): neither 0x210B nor 0x210A wraps 32 bytes to 40.");
    }

    private static bool IsKeyWrapWithPadding(ICryptoki cryptoki, ulong session, CKM candidate)
    {
        ulong kek = 0, probe = 0;
        var generation = new CK_MECHANISM { Mechanism = (ulong)CKM.CKM_AES_KEY_GEN };
        try
        {
            Faults.Require("C_GenerateKey (self-test)", cryptoki.GenerateKey(session, ref generation, TestKek.Attributes, ref kek));
            Faults.Require("C_GenerateKey (self-test)", cryptoki.GenerateKey(session, ref generation, KeyTemplates.NewAes.Attributes, ref probe));
            var wrapping = new CK_MECHANISM { Mechanism = (ulong)candidate };
            var wrapped = new byte[RootCheck.ProbeLength * 2];
            var length = (ulong)wrapped.Length;
            return cryptoki.WrapKey(session, ref wrapping, kek, probe, wrapped, ref length) == CKR.CKR_OK
                && length == RootCheck.KeyEncryptionLength;
        }
        finally
        {
            Destroy(cryptoki, session, probe);
            Destroy(cryptoki, session, kek);
        }
    }

    private static void Destroy(ICryptoki cryptoki, ulong session, ulong key)
    {
        if (key != 0)
            Faults.Require("C_DestroyObject (self-test)", cryptoki.DestroyObject(session, key));
    }

    private static HashSet<CKM> Mechanisms(ICryptoki cryptoki, ulong slot)
    {
        var count = 0UL;
        Faults.Require("C_GetMechanismList", cryptoki.GetMechanismList(slot, null, ref count));
        var mechanisms = new CKM[count];
        Faults.Require("C_GetMechanismList", cryptoki.GetMechanismList(slot, mechanisms, ref count));
        return [.. mechanisms[..(int)count]];
    }

    private static string Name(ICryptoki cryptoki)
    {
        var info = default(CK_INFO);
        Faults.Require("C_GetInfo", cryptoki.GetInfo(ref info));
        var manufacturer = Encoding.UTF8.GetString(info.ManufacturerId);
        if (manufacturer.Contains("SoftHSM", StringComparison.OrdinalIgnoreCase))
            return WrapProfile.SoftHsm;
        return manufacturer.Contains("Mozilla", StringComparison.OrdinalIgnoreCase) ? WrapProfile.Nss : WrapProfile.Other;
    }
}
