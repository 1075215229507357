using Kms.Grains.Hsm;
using Kms.Silo.Hsm.Pkcs11.Native;
using Net.Pkcs11Interop.Common;

namespace Kms.Silo.Hsm.Pkcs11.Roots;

/// <summary>
/// The attributes of roots: one purpose each, for ever. A key-encryption key made with SoftHSM's defaults can decrypt
/// as well, and C_Decrypt(ECB) under it opens every wrapped key.
/// </summary>
/// <remarks>No CKA_UNWRAP_TEMPLATE (policy <see cref="RootRecord.Rewrappable"/>): rotating key-encryption keys needs to wrap again.</remarks>
internal static class RootTemplates
{
    /// <summary>Bytes of a root.</summary>
    public const ulong Length = 32;

    /// <summary>What every root must be, and what a root of this purpose alone may do.</summary>
    public static IEnumerable<(CKA Type, bool Value)> Flags(RootPurpose purpose)
    {
        var wraps = purpose == RootPurpose.KeyEncryption;
        return
        [
            (CKA.CKA_TOKEN, true), (CKA.CKA_PRIVATE, true), (CKA.CKA_SENSITIVE, true), (CKA.CKA_EXTRACTABLE, false),
            (CKA.CKA_ENCRYPT, false), (CKA.CKA_DECRYPT, false), (CKA.CKA_DERIVE, false),
            (CKA.CKA_WRAP, wraps), (CKA.CKA_UNWRAP, wraps), (CKA.CKA_SIGN, !wraps), (CKA.CKA_VERIFY, !wraps),
            (CKA.CKA_MODIFIABLE, false),
        ];
    }

    /// <summary>CKA_KEY_TYPE of this purpose.</summary>
    public static CKK KeyType(RootPurpose purpose) => purpose == RootPurpose.KeyEncryption ? CKK.CKK_AES : CKK.CKK_GENERIC_SECRET;

    /// <summary>The mechanism that generates it.</summary>
    public static CKM Generation(RootPurpose purpose) => purpose == RootPurpose.KeyEncryption ? CKM.CKM_AES_KEY_GEN : CKM.CKM_GENERIC_SECRET_KEY_GEN;

    /// <summary>The template of a new root.</summary>
    public static AttributeTemplate New(RootPurpose purpose, int generation, byte[] objectId) => new([
        (CKA.CKA_CLASS, (ulong)CKO.CKO_SECRET_KEY), (CKA.CKA_KEY_TYPE, (ulong)KeyType(purpose)), (CKA.CKA_VALUE_LEN, Length),
        (CKA.CKA_ID, objectId), (CKA.CKA_LABEL, System.Text.Encoding.ASCII.GetBytes(Label(purpose, generation))),
        .. Flags(purpose).Select(flag => (flag.Type, (object)flag.Value))]);

    /// <summary>For people who list the token. Nothing is looked up by it.</summary>
    private static string Label(RootPurpose purpose, int generation) =>
        purpose == RootPurpose.KeyEncryption ? $"kms key-encryption key {generation}" : $"kms binding key {generation}";
}
