using Kms.Grains.Hsm;
using Kms.Silo.Hsm.Pkcs11.Native;
using Kms.Silo.Hsm.Pkcs11.Opening;
using Net.Pkcs11Interop.Common;
using Net.Pkcs11Interop.LowLevelAPI80;

namespace Kms.Silo.Hsm.Pkcs11.Healing;

/// <summary>
/// Whether a token whose roots are lost is there again. Opening it anew ends the session objects that may serve yet, so
/// this is asked first. Blocks; runs in <see cref="NativeSteps"/>.
/// </summary>
/// <remarks>
/// SoftHSM cannot answer: once its files were missing it says GENERAL_ERROR until C_Finalize, whether they are back or
/// not (seen). A renamed copy of its library has a state of its own and sees the files as they are, so a copy is asked.
/// No other module is copied.
/// </remarks>
internal sealed class TokenPresence(Pkcs11Options options, Func<string, ICryptoki> load)
{
    private ICryptoki? _copy;

    /// <summary>False when opening the token anew would find nothing.</summary>
    public bool IsBack(OpenToken token)
    {
        var info = default(CK_TOKEN_INFO);
        var code = token.Module.Cryptoki.GetTokenInfo(token.Module.Slot, ref info);
        return Faults.Classify(code) switch
        {
            FaultClass.None => true,
            FaultClass.Token => false,
            _ => token.Module.Profile.Name != WrapProfile.SoftHsm || CopySeesToken(),
        };
    }

    private bool CopySeesToken()
    {
        try
        {
            var copy = _copy ??= LoadCopy();
            Faults.Require("C_Initialize", copy.Initialize());
            try
            {
                TokenFinder.Find(copy, options.TokenLabel);
                return true;
            }
            finally
            {
                copy.FinalizeModule();
            }
        }
        catch (HsmException)
        {
            return false;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or UnmanagedException)
        {
            return true; // no copy can be made here: only opening the token anew tells
        }
    }

    /// <summary>The directory is private (0700) and gone as soon as the copy is loaded.</summary>
    private ICryptoki LoadCopy()
    {
        var directory = Directory.CreateTempSubdirectory("kms-hsm-");
        try
        {
            var path = Path.Combine(directory.FullName, "copy.so");
            File.Copy(options.Library, path);
            return load(path);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }
}
