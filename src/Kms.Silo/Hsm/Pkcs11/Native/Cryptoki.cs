using System.Diagnostics.CodeAnalysis;
using Net.Pkcs11Interop.Common;
using Net.Pkcs11Interop.LowLevelAPI80;

namespace Kms.Silo.Hsm.Pkcs11.Native;

/// <summary>
/// A loaded module. 64-bit Unix only, where a CK_ULONG has 8 bytes and structures are not packed: Pkcs11Interop's
/// <c>LowLevelAPI80</c>. Never unloaded: modules start threads and register handlers that would outlive their code.
/// </summary>
/// <remarks>
/// Loading the same path twice gives the same module, with one state for the whole process. A renamed copy of the
/// file has a state of its own.
/// </remarks>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "Disposing unloads the module, see above.")]
internal sealed class Cryptoki : ICryptoki
{
    private readonly Pkcs11Library _library;

    /// <summary>Loads the module.</summary>
    /// <param name="path">Of the shared library.</param>
    /// <exception cref="UnmanagedException">It cannot be loaded, or is no PKCS#11 module.</exception>
    public Cryptoki(string path) => _library = new Pkcs11Library(path);

    /// <inheritdoc />
    public CKR Initialize() => _library.C_Initialize(new CK_C_INITIALIZE_ARGS { Flags = CKF.CKF_OS_LOCKING_OK });

    /// <inheritdoc />
    public CKR FinalizeModule() => _library.C_Finalize(0);

    /// <inheritdoc />
    public CKR GetInfo(ref CK_INFO info) => _library.C_GetInfo(ref info);

    /// <inheritdoc />
    public CKR GetSlotList(ulong[]? slots, ref ulong count) => _library.C_GetSlotList(tokenPresent: true, slots, ref count);

    /// <inheritdoc />
    public CKR GetTokenInfo(ulong slot, ref CK_TOKEN_INFO info) => _library.C_GetTokenInfo(slot, ref info);

    /// <inheritdoc />
    public CKR GetMechanismList(ulong slot, CKM[]? mechanisms, ref ulong count) => _library.C_GetMechanismList(slot, mechanisms, ref count);

    /// <inheritdoc />
    public CKR OpenSession(ulong slot, ulong flags, ref ulong session) => _library.C_OpenSession(slot, flags, 0, 0, ref session);

    /// <inheritdoc />
    public CKR CloseSession(ulong session) => _library.C_CloseSession(session);

    /// <inheritdoc />
    public CKR Login(ulong session, byte[] pin, ulong pinLength) => _library.C_Login(session, CKU.CKU_USER, pin, pinLength);

    /// <inheritdoc />
    public CKR FindObjectsInit(ulong session, CK_ATTRIBUTE[] template) => _library.C_FindObjectsInit(session, template, (ulong)template.Length);

    /// <inheritdoc />
    public CKR FindObjects(ulong session, ulong[] objects, ref ulong count) => _library.C_FindObjects(session, objects, (ulong)objects.Length, ref count);

    /// <inheritdoc />
    public CKR FindObjectsFinal(ulong session) => _library.C_FindObjectsFinal(session);

    /// <inheritdoc />
    public CKR GetAttributeValue(ulong session, ulong key, CK_ATTRIBUTE[] template) => _library.C_GetAttributeValue(session, key, template, (ulong)template.Length);

    /// <inheritdoc />
    public CKR GenerateKey(ulong session, ref CK_MECHANISM mechanism, CK_ATTRIBUTE[] template, ref ulong key) =>
        _library.C_GenerateKey(session, ref mechanism, template, (ulong)template.Length, ref key);

    /// <inheritdoc />
    public CKR GenerateKeyPair(ulong session, ref CK_MECHANISM mechanism, CK_ATTRIBUTE[] publicTemplate, CK_ATTRIBUTE[] privateTemplate, ref ulong publicKey, ref ulong privateKey) =>
        _library.C_GenerateKeyPair(session, ref mechanism, publicTemplate, (ulong)publicTemplate.Length, privateTemplate, (ulong)privateTemplate.Length, ref publicKey, ref privateKey);

    /// <inheritdoc />
    public CKR WrapKey(ulong session, ref CK_MECHANISM mechanism, ulong wrappingKey, ulong key, byte[] wrapped, ref ulong wrappedLength) =>
        _library.C_WrapKey(session, ref mechanism, wrappingKey, key, wrapped, ref wrappedLength);

    /// <inheritdoc />
    public CKR UnwrapKey(ulong session, ref CK_MECHANISM mechanism, ulong unwrappingKey, byte[] wrapped, ulong wrappedLength, CK_ATTRIBUTE[] template, ref ulong key) =>
        _library.C_UnwrapKey(session, ref mechanism, unwrappingKey, wrapped, wrappedLength, template, (ulong)template.Length, ref key);

    /// <inheritdoc />
    public CKR DestroyObject(ulong session, ulong key) => _library.C_DestroyObject(session, key);

    /// <inheritdoc />
    public CKR EncryptInit(ulong session, ref CK_MECHANISM mechanism, ulong key) => _library.C_EncryptInit(session, ref mechanism, key);

    /// <inheritdoc />
    public CKR Encrypt(ulong session, byte[] data, ulong dataLength, byte[] encrypted, ref ulong encryptedLength) =>
        _library.C_Encrypt(session, data, dataLength, encrypted, ref encryptedLength);

    /// <inheritdoc />
    public CKR DecryptInit(ulong session, ref CK_MECHANISM mechanism, ulong key) => _library.C_DecryptInit(session, ref mechanism, key);

    /// <inheritdoc />
    public CKR Decrypt(ulong session, byte[] encrypted, ulong encryptedLength, byte[] data, ref ulong dataLength) =>
        _library.C_Decrypt(session, encrypted, encryptedLength, data, ref dataLength);

    /// <inheritdoc />
    public CKR SignInit(ulong session, ref CK_MECHANISM mechanism, ulong key) => _library.C_SignInit(session, ref mechanism, key);

    /// <inheritdoc />
    public CKR Sign(ulong session, byte[] data, ulong dataLength, byte[] signature, ref ulong signatureLength) =>
        _library.C_Sign(session, data, dataLength, signature, ref signatureLength);
}
