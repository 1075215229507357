using Kms.Grains.Hsm;
using Net.Pkcs11Interop.Common;

namespace Kms.Silo.Hsm.Pkcs11.Native;

/// <summary>Sorts return codes into <see cref="FaultClass"/> and puts them into words.</summary>
internal static class Faults
{
    /// <summary>CKR_AEAD_DECRYPT_FAILED of PKCS#11 3.0, which Pkcs11Interop does not name.</summary>
    private const CKR AeadDecryptFailed = (CKR)0x35;

    /// <summary>The class of a code.</summary>
    public static FaultClass Classify(CKR code) => code switch
    {
        CKR.CKR_OK => FaultClass.None,

        CKR.CKR_DATA_INVALID or CKR.CKR_DATA_LEN_RANGE
            or CKR.CKR_ENCRYPTED_DATA_INVALID or CKR.CKR_ENCRYPTED_DATA_LEN_RANGE or AeadDecryptFailed
            or CKR.CKR_SIGNATURE_INVALID or CKR.CKR_SIGNATURE_LEN_RANGE
            or CKR.CKR_WRAPPED_KEY_INVALID or CKR.CKR_WRAPPED_KEY_LEN_RANGE => FaultClass.Data,

        // SoftHSM says GENERAL_ERROR to a wrong tag as well as to a lost token; a vendor's own code says nothing to us.
        CKR.CKR_GENERAL_ERROR or CKR.CKR_FUNCTION_FAILED or CKR.CKR_FUNCTION_CANCELED
            or >= CKR.CKR_VENDOR_DEFINED => FaultClass.Ambiguous,

        CKR.CKR_OBJECT_HANDLE_INVALID or CKR.CKR_KEY_HANDLE_INVALID
            or CKR.CKR_UNWRAPPING_KEY_HANDLE_INVALID or CKR.CKR_WRAPPING_KEY_HANDLE_INVALID => FaultClass.Object,

        CKR.CKR_SESSION_HANDLE_INVALID or CKR.CKR_SESSION_CLOSED
            or CKR.CKR_OPERATION_ACTIVE or CKR.CKR_OPERATION_NOT_INITIALIZED
            or CKR.CKR_BUFFER_TOO_SMALL => FaultClass.Session,

        // Handles do not survive a logout on SoftHSM, so a lost login is as bad as a lost token.
        CKR.CKR_USER_NOT_LOGGED_IN
            or CKR.CKR_DEVICE_REMOVED or CKR.CKR_DEVICE_ERROR or CKR.CKR_DEVICE_MEMORY or CKR.CKR_HOST_MEMORY
            or CKR.CKR_TOKEN_NOT_PRESENT or CKR.CKR_TOKEN_NOT_RECOGNIZED or CKR.CKR_SLOT_ID_INVALID
            or CKR.CKR_CRYPTOKI_NOT_INITIALIZED => FaultClass.Token,

        _ => FaultClass.Stop,
    };

    /// <summary>The failure of a call that serves no caller's data: opening, finding, proving.</summary>
    public static HsmException Failure(string call, CKR code) => new(
        Classify(code) == FaultClass.Stop ? HsmFault.Refused : HsmFault.Unavailable,
        $"{call} answered {Name(code)}.");

    /// <summary>Ends in an exception unless the code is CKR_OK.</summary>
    public static void Require(string call, CKR code)
    {
        if (code != CKR.CKR_OK)
            throw Failure(call, code);
    }

    /// <summary>The code's name, or its number when it has none here.</summary>
    public static string Name(CKR code) => Enum.IsDefined(code) ? code.ToString() : $"0x{(uint)code:X8}";
}
