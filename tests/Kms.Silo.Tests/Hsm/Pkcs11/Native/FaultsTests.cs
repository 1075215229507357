using Kms.Silo.Hsm.Pkcs11.Native;
using Net.Pkcs11Interop.Common;

namespace Kms.Silo.Tests.Hsm.Pkcs11.Native;

public sealed class FaultsTests
{
    /// <summary>Every code that PKCS#11 2.40 knows, by class, so that a change of the table shows.</summary>
    [Fact]
    public void Classify_EveryCode_IsTheTable()
    {
        var table = Enum.GetValues<CKR>().GroupBy(Faults.Classify).ToDictionary(group => group.Key, group => group.Select(code => code.ToString()["CKR_".Length..]).Order(StringComparer.Ordinal).ToArray());

        Assert.Equal(["OK"], table[FaultClass.None]);
        Assert.Equal(["DATA_INVALID", "DATA_LEN_RANGE", "ENCRYPTED_DATA_INVALID", "ENCRYPTED_DATA_LEN_RANGE", "SIGNATURE_INVALID", "SIGNATURE_LEN_RANGE", "WRAPPED_KEY_INVALID", "WRAPPED_KEY_LEN_RANGE"], table[FaultClass.Data]);
        Assert.Equal(["FUNCTION_CANCELED", "FUNCTION_FAILED", "GENERAL_ERROR", "VENDOR_DEFINED"], table[FaultClass.Ambiguous]);
        Assert.Equal(["KEY_HANDLE_INVALID", "OBJECT_HANDLE_INVALID", "UNWRAPPING_KEY_HANDLE_INVALID", "WRAPPING_KEY_HANDLE_INVALID"], table[FaultClass.Object]);
        Assert.Equal(["BUFFER_TOO_SMALL", "OPERATION_ACTIVE", "OPERATION_NOT_INITIALIZED", "SESSION_CLOSED", "SESSION_HANDLE_INVALID"], table[FaultClass.Session]);
        Assert.Equal(["CRYPTOKI_NOT_INITIALIZED", "DEVICE_ERROR", "DEVICE_MEMORY", "DEVICE_REMOVED", "HOST_MEMORY", "SLOT_ID_INVALID", "TOKEN_NOT_PRESENT", "TOKEN_NOT_RECOGNIZED", "USER_NOT_LOGGED_IN"], table[FaultClass.Token]);
        Assert.Contains("PIN_INCORRECT", table[FaultClass.Stop]);
        Assert.Equal(FaultClass.Data, Faults.Classify((CKR)0x35));
        Assert.Equal(FaultClass.Ambiguous, Faults.Classify((CKR)0xC0000001));
        Assert.Equal(FaultClass.Stop, Faults.Classify((CKR)0x4711));
    }

    [Fact]
    public void Name_UnknownCode_IsItsNumber()
    {
        Assert.Equal("CKR_GENERAL_ERROR", Faults.Name(CKR.CKR_GENERAL_ERROR));
        Assert.Equal("0xC0000001", Faults.Name((CKR)0xC0000001));
    }
}
