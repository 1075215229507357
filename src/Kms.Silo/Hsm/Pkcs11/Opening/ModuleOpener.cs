using Kms.Grains.Hsm;
using Kms.Silo.Hsm.Pkcs11.Login;
using Kms.Silo.Hsm.Pkcs11.Native;
using Kms.Silo.Hsm.Pkcs11.Sessions;
using Net.Pkcs11Interop.Common;

namespace Kms.Silo.Hsm.Pkcs11.Opening;

/// <summary>From a shared library to a session that is logged in, and back. Blocks; runs in <see cref="NativeSteps"/>.</summary>
internal sealed class ModuleOpener(Pkcs11Options options, Func<string, ICryptoki> load)
{
    private readonly TokenLogin _login = new(new PinFile(options.PinFile), options.IgnorePinCounters);
    private ICryptoki? _cryptoki;

    /// <summary>Initialises the module, finds the token, logs in. After a failure the module is finalised.</summary>
    public OpenModule Open()
    {
        var cryptoki = _cryptoki ??= Load();
        var code = cryptoki.Initialize();
        if (code != CKR.CKR_CRYPTOKI_ALREADY_INITIALIZED)
            Faults.Require($"C_Initialize of {options.Library} (Kms__Hsm__Library), for the token '{options.TokenLabel}' (Kms__Hsm__TokenLabel),", code);
        try
        {
            var slot = TokenFinder.Find(cryptoki, options.TokenLabel);
            var owner = OpenSession(cryptoki, slot, CKF.CKF_RW_SESSION);
            _login.Login(cryptoki, slot, owner.Handle);
            return new OpenModule(cryptoki, slot, owner, WrapProfiler.Probe(cryptoki, slot, owner.Handle));
        }
        catch
        {
            Close();
            throw;
        }
    }

    /// <summary>A read-only session: it serves calls, but makes no token objects.</summary>
    public static TokenSession OpenWorkSession(ICryptoki cryptoki, ulong slot) => OpenSession(cryptoki, slot, 0);

    /// <summary>Ends everything in the module. No call may be in it.</summary>
    public void Close()
    {
        if (_cryptoki is null)
            return;
        var code = _cryptoki.FinalizeModule();
        if (code != CKR.CKR_CRYPTOKI_NOT_INITIALIZED)
            Faults.Require("C_Finalize", code);
    }

    private static TokenSession OpenSession(ICryptoki cryptoki, ulong slot, ulong flags)
    {
        var session = 0UL;
        Faults.Require("C_OpenSession", cryptoki.OpenSession(slot, flags | CKF.CKF_SERIAL_SESSION, ref session));
        return new TokenSession(cryptoki, session);
    }

    private ICryptoki Load()
    {
        try
        {
            return load(options.Library);
        }
        catch (Exception exception) when (exception is UnmanagedException or DllNotFoundException or EntryPointNotFoundException or BadImageFormatException)
        {
            throw new HsmException(HsmFault.Refused, $"Kms__Hsm__Library ({options.Library}) cannot be loaded as a PKCS#11 module: {exception.Message}", exception);
        }
    }
}
