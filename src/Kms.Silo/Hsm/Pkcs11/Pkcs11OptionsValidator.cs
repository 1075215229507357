using System.Text;
using Microsoft.Extensions.Options;

namespace Kms.Silo.Hsm.Pkcs11;

/// <summary>Checks <see cref="Pkcs11Options"/> before the module is loaded; the messages name the settings as the environment spells them.</summary>
internal sealed class Pkcs11OptionsValidator : IValidateOptions<Pkcs11Options>
{
    /// <summary>CK_TOKEN_INFO.label has 32 bytes.</summary>
    private const int LabelLength = 32;

    /// <inheritdoc />
    public ValidateOptionsResult Validate(string? name, Pkcs11Options options)
    {
        var complaints = Complaints(options).ToList();
        return complaints.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(complaints);
    }

    /// <remarks>Binding an empty setting makes a null of it, whatever the type says.</remarks>
    private static IEnumerable<string> Complaints(Pkcs11Options options)
    {
        if (!Environment.Is64BitProcess || OperatingSystem.IsWindows())
            yield return "Kms__Hsm__Provider=Pkcs11 needs a 64-bit Linux or macOS process.";
        if (string.IsNullOrEmpty(options.Library) || !Path.IsPathFullyQualified(options.Library))
            yield return "Kms__Hsm__Library must be the absolute path of the PKCS#11 module, e.g. /usr/lib/softhsm/libsofthsm2.so.";
        else if (!File.Exists(options.Library))
            yield return $"Kms__Hsm__Library: there is no file {options.Library}.";
        if (string.IsNullOrEmpty(options.TokenLabel))
            yield return "Kms__Hsm__TokenLabel must name the token.";
        else if (Encoding.UTF8.GetByteCount(options.TokenLabel) > LabelLength)
            yield return $"Kms__Hsm__TokenLabel is longer than the {LabelLength} bytes of a label.";
        if (string.IsNullOrEmpty(options.PinFile))
            yield return "Kms__Hsm__PinFile must name the file that holds the user PIN.";
        if (options.Sessions is < 1 or > 256)
            yield return "Kms__Hsm__Sessions must be between 1 and 256.";
        if (options.WaitSeconds is < 1 or > 60)
            yield return "Kms__Hsm__WaitSeconds must be between 1 and 60.";
    }
}
