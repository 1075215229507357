using Net.Pkcs11Interop.Common;
using Net.Pkcs11Interop.LowLevelAPI80;

namespace Kms.Silo.Hsm.Pkcs11.Native;

/// <summary>
/// The functions of a PKCS#11 module (OASIS PKCS#11 2.40) that the adapter calls, one method each, with the names and
/// the meaning they have there. A session must never be used by two threads at once: modules answer that by crashing
/// the process.
/// </summary>
internal interface ICryptoki
{
    /// <summary>C_Initialize, with locking by the operating system.</summary>
    CKR Initialize();

    /// <summary>C_Finalize: every session, object and login of this process in this module is gone afterwards.</summary>
    CKR FinalizeModule();

    /// <summary>C_GetInfo.</summary>
    CKR GetInfo(ref CK_INFO info);

    /// <summary>C_GetSlotList of the slots that hold a token.</summary>
    CKR GetSlotList(ulong[]? slots, ref ulong count);

    /// <summary>C_GetTokenInfo.</summary>
    CKR GetTokenInfo(ulong slot, ref CK_TOKEN_INFO info);

    /// <summary>C_GetMechanismList.</summary>
    CKR GetMechanismList(ulong slot, CKM[]? mechanisms, ref ulong count);

    /// <summary>C_OpenSession.</summary>
    CKR OpenSession(ulong slot, ulong flags, ref ulong session);

    /// <summary>C_CloseSession: its session objects are destroyed, whoever uses them.</summary>
    CKR CloseSession(ulong session);

    /// <summary>C_Login as the user.</summary>
    CKR Login(ulong session, byte[] pin, ulong pinLength);

    /// <summary>C_FindObjectsInit.</summary>
    CKR FindObjectsInit(ulong session, CK_ATTRIBUTE[] template);

    /// <summary>C_FindObjects.</summary>
    CKR FindObjects(ulong session, ulong[] objects, ref ulong count);

    /// <summary>C_FindObjectsFinal.</summary>
    CKR FindObjectsFinal(ulong session);

    /// <summary>C_GetAttributeValue.</summary>
    CKR GetAttributeValue(ulong session, ulong key, CK_ATTRIBUTE[] template);

    /// <summary>C_GenerateKey.</summary>
    CKR GenerateKey(ulong session, ref CK_MECHANISM mechanism, CK_ATTRIBUTE[] template, ref ulong key);

    /// <summary>C_GenerateKeyPair.</summary>
    CKR GenerateKeyPair(ulong session, ref CK_MECHANISM mechanism, CK_ATTRIBUTE[] publicTemplate, CK_ATTRIBUTE[] privateTemplate, ref ulong publicKey, ref ulong privateKey);

    /// <summary>C_WrapKey.</summary>
    CKR WrapKey(ulong session, ref CK_MECHANISM mechanism, ulong wrappingKey, ulong key, byte[] wrapped, ref ulong wrappedLength);

    /// <summary>C_UnwrapKey.</summary>
    CKR UnwrapKey(ulong session, ref CK_MECHANISM mechanism, ulong unwrappingKey, byte[] wrapped, ulong wrappedLength, CK_ATTRIBUTE[] template, ref ulong key);

    /// <summary>C_DestroyObject.</summary>
    CKR DestroyObject(ulong session, ulong key);

    /// <summary>C_EncryptInit.</summary>
    CKR EncryptInit(ulong session, ref CK_MECHANISM mechanism, ulong key);

    /// <summary>C_Encrypt.</summary>
    CKR Encrypt(ulong session, byte[] data, ulong dataLength, byte[] encrypted, ref ulong encryptedLength);

    /// <summary>C_DecryptInit.</summary>
    CKR DecryptInit(ulong session, ref CK_MECHANISM mechanism, ulong key);

    /// <summary>C_Decrypt.</summary>
    CKR Decrypt(ulong session, byte[] encrypted, ulong encryptedLength, byte[] data, ref ulong dataLength);

    /// <summary>C_SignInit.</summary>
    CKR SignInit(ulong session, ref CK_MECHANISM mechanism, ulong key);

    /// <summary>C_Sign.</summary>
    CKR Sign(ulong session, byte[] data, ulong dataLength, byte[] signature, ref ulong signatureLength);
}
