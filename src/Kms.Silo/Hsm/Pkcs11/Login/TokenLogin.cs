using System.Security.Cryptography;
using Kms.Grains.Hsm;
using Kms.Silo.Hsm.Pkcs11.Native;
using Net.Pkcs11Interop.Common;
using Net.Pkcs11Interop.LowLevelAPI80;

namespace Kms.Silo.Hsm.Pkcs11.Login;

/// <summary>
/// C_Login with care: a wrong PIN tried again and again by processes that restart locks a token for good. The token's
/// counters are read first, and a PIN that was refused is never tried again.
/// </summary>
internal sealed class TokenLogin(PinFile file, bool ignoreCounters)
{
    private readonly RefusedPin _refused = new();

    /// <summary>Logs the user in. One thread at a time.</summary>
    /// <exception cref="HsmException"><see cref="HsmFault.PinRefused"/>: nothing was tried, or the token refused it.</exception>
    public void Login(ICryptoki cryptoki, ulong slot, ulong session)
    {
        var pin = file.Read();
        try
        {
            if (_refused.Is(pin))
                throw Refuse($"The token refused the PIN in {file.Name}. It is not tried again until the file has changed.");
            RequireCounters(cryptoki, slot);
            var code = cryptoki.Login(session, pin, (ulong)pin.Length);
            if (code is CKR.CKR_OK or CKR.CKR_USER_ALREADY_LOGGED_IN)
            {
                _refused.Forget();
                return;
            }

            if (IsAboutThePin(code))
                _refused.Remember(pin);
            throw Faults.Classify(code) == FaultClass.Stop
                ? Refuse($"C_Login with the PIN in {file.Name} answered {Faults.Name(code)}. It is not tried again until the file has changed.")
                : Faults.Failure("C_Login", code);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(pin);
        }
    }

    private static bool IsAboutThePin(CKR code) =>
        code is CKR.CKR_PIN_INCORRECT or CKR.CKR_PIN_INVALID or CKR.CKR_PIN_LEN_RANGE or CKR.CKR_PIN_EXPIRED or CKR.CKR_PIN_LOCKED;

    /// <summary>
    /// Reads the counters. COUNT_LOW after our own refused PIN is no surprise: the file has changed since, which took a
    /// person, and it is worth one try.
    /// </summary>
    private void RequireCounters(ICryptoki cryptoki, ulong slot)
    {
        var info = default(CK_TOKEN_INFO);
        Faults.Require("C_GetTokenInfo", cryptoki.GetTokenInfo(slot, ref info));
        if (ignoreCounters)
            return;
        if ((info.Flags & CKF.CKF_USER_PIN_LOCKED) != 0)
            throw Refuse("The token's user PIN is locked (CKF_USER_PIN_LOCKED). No login was tried; its security officer must set a new PIN.");
        if ((info.Flags & CKF.CKF_USER_PIN_FINAL_TRY) != 0)
            throw Refuse($"One more wrong PIN locks the token (CKF_USER_PIN_FINAL_TRY). No login was tried. {Advice}");
        if ((info.Flags & CKF.CKF_USER_PIN_COUNT_LOW) != 0 && !_refused.IsKnown)
            throw Refuse($"Somebody gave the token a wrong PIN since the last right one (CKF_USER_PIN_COUNT_LOW). No login was tried. {Advice}");
    }

    private string Advice => $"Check the PIN in {file.Name}, then log in once with another tool or set Kms__Hsm__IgnorePinCounters=true for one start.";

    private static HsmException Refuse(string message) => new(HsmFault.PinRefused, message);
}
