using System.Diagnostics;
using System.Runtime.InteropServices;
using Kms.Silo.Hsm.Pkcs11;
using Kms.Silo.Hsm.Pkcs11.Native;
using Kms.Silo.Hsm.Pkcs11.Opening;
using Kms.Testing.Processes;
using Net.Pkcs11Interop.Common;

namespace Kms.Testing.Hsm;

/// <summary>
/// A SoftHSM2 token of its own, in a temporary directory that goes with it.
/// </summary>
/// <remarks>
/// SoftHSM finds its configuration by the C library's getenv, which <see cref="Environment.SetEnvironmentVariable(string, string?)"/>
/// does not change: a child process gets <see cref="ConfigurationFile"/> in its environment, and within this process
/// <see cref="Load"/> sets it, natively, for each C_Initialize. Each module gets a copy of the library, because the
/// library's state, C_Finalize included, is the process's.
/// </remarks>
internal sealed partial class SoftHsmToken : IDisposable
{
    /// <summary>The variable that names the configuration.</summary>
    public const string ConfigurationVariable = "SOFTHSM2_CONF";

    /// <summary>The token's label.</summary>
    public const string Label = "kms-test";

    private static readonly Lock Initializing = new();

    private readonly TemporaryDirectory _directory = new("kms-softhsm-");
    private int _copies;

    /// <summary>Makes and initialises the token.</summary>
    public SoftHsmToken()
    {
        Directory.CreateDirectory(TokenDirectory);
        File.WriteAllText(ConfigurationFile, $"directories.tokendir = {TokenDirectory}\nobjectstore.backend = file\nlog.level = ERROR\n");
        WritePin(Pin);
        Run("--init-token", "--free", "--label", Label, "--pin", Pin, "--so-pin", "87654321");
    }

    /// <summary>The user PIN that opens it. Not a secret: the token is a test's.</summary>
    public static string Pin => "1234-test";

    /// <summary>The installed library.</summary>
    public static string InstalledLibrary { get; } =
        new[] { "/usr/lib/softhsm/libsofthsm2.so", "/usr/lib64/softhsm/libsofthsm2.so", "/usr/lib64/pkcs11/libsofthsm2.so", "/usr/local/lib/softhsm/libsofthsm2.so" }
            .FirstOrDefault(File.Exists) ?? throw new FileNotFoundException("SoftHSM2 is not installed (package softhsm2).");

    /// <summary>For <see cref="ConfigurationVariable"/>.</summary>
    public string ConfigurationFile => _directory.File("softhsm2.conf");

    /// <summary>The file with the PIN.</summary>
    public string PinFile => _directory.File("pin");

    /// <summary>Where its objects are.</summary>
    public string TokenDirectory => _directory.File("tokens");

    private string AwayDirectory => _directory.File("away");

    /// <summary>Settings with a copy of the library of their own.</summary>
    public Pkcs11Options CreateOptions(int sessions = 2) => new()
    {
        Library = CopyLibrary(),
        TokenLabel = Label,
        PinFile = PinFile,
        Sessions = sessions,
        WaitSeconds = 2,
    };

    /// <summary>A copy of the library.</summary>
    public string CopyLibrary()
    {
        var path = _directory.File($"libsofthsm2-{Interlocked.Increment(ref _copies)}.so");
        File.Copy(InstalledLibrary, path);
        return path;
    }

    /// <summary>Loads a copy of the library so that it finds this token.</summary>
    public FaultyCryptoki Load(string path) => new(new Cryptoki(path), Initialize);

    /// <summary>From now on a SoftHSM that is initialised in this process finds this token, however it was loaded.</summary>
    public void UseInThisProcess()
    {
        if (SetEnvironment(ConfigurationVariable, ConfigurationFile, 1) != 0)
            throw new InvalidOperationException("setenv failed.");
    }

    /// <summary>The directory of the token goes away, as a mount or a network does.</summary>
    public void TakeAway() => Directory.Move(TokenDirectory, AwayDirectory);

    /// <summary>It comes back.</summary>
    public void BringBack() => Directory.Move(AwayDirectory, TokenDirectory);

    /// <summary>Somebody else tries a wrong PIN, which the token counts.</summary>
    public void GiveWrongPin()
    {
        var module = Load(CopyLibrary());
        Faults.Require("C_Initialize", module.Initialize());
        var session = 0UL;
        Faults.Require("C_OpenSession", module.OpenSession(TokenFinder.Find(module, Label), CKF.CKF_SERIAL_SESSION | CKF.CKF_RW_SESSION, ref session));
        if (module.Login(session, "0000-wrong"u8.ToArray(), 10) != CKR.CKR_PIN_INCORRECT)
            throw new InvalidOperationException("The token did not refuse a wrong PIN.");
        Faults.Require("C_Finalize", module.FinalizeModule());
    }

    /// <summary>Writes the PIN file.</summary>
    public void WritePin(string content) => File.WriteAllText(PinFile, content);

    /// <inheritdoc />
    public void Dispose() => _directory.Dispose();

    private CKR Initialize(ICryptoki module)
    {
        lock (Initializing)
        {
            UseInThisProcess();
            return module.Initialize();
        }
    }

    private void Run(params string[] arguments)
    {
        var start = new ProcessStartInfo("softhsm2-util", arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment[ConfigurationVariable] = ConfigurationFile;
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"softhsm2-util {arguments[0]} ended with {process.ExitCode}: {output}{errors.Result}");
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetEnvironment(string name, string value, int overwrite);
}
