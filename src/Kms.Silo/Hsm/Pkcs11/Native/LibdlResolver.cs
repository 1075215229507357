using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Net.Pkcs11Interop.LowLevelAPI80;

namespace Kms.Silo.Hsm.Pkcs11.Native;

/// <summary>
/// Pkcs11Interop asks the loader for <c>libdl</c>, which no system with glibc 2.34 or later has under that name: only
/// <c>libdl.so.2</c> is left, and without this the first module to be loaded fails with DllNotFoundException.
/// </summary>
internal static class LibdlResolver
{
    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255:The 'ModuleInitializer' attribute should not be used in libraries", Justification = "It must run before anybody loads a module, and this assembly is the application.")]
    internal static void Install() =>
        NativeLibrary.SetDllImportResolver(
            typeof(Pkcs11Library).Assembly,
            (name, _, _) => name == "libdl" && OperatingSystem.IsLinux() ? NativeLibrary.Load("libdl.so.2") : 0);
}
