using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Kms.Testing.Postgres;
using Kms.Testing.Processes;

namespace Kms.EndToEnd.Tests.Backends;

/// <summary>A database of a real PostgreSQL, and a token of SoftHSM2 that only this back end's processes see.</summary>
public sealed class PostgresSoftHsmBackend(PostgresServer postgres) : IBackend
{
    private const string Library = "/usr/lib/softhsm/libsofthsm2.so"; // where Debian's package puts it

    private readonly TemporaryDirectory _directory = new("kms-softhsm-");
    private PostgresDatabase? _database;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["ConnectionStrings__Kms"] = ConnectionString,
        ["Kms__Hsm__Provider"] = "Pkcs11",
        ["Kms__Hsm__Library"] = Library,
        ["Kms__Hsm__TokenLabel"] = "kms",
        ["Kms__Hsm__PinFile"] = PinFile,
        ["Kms__Hsm__Sessions"] = "2",
        ["SOFTHSM2_CONF"] = Configuration,
    };

    /// <inheritdoc/>
    public string Protection => "hsm";

    /// <summary>The database's connection string.</summary>
    public string ConnectionString => _database!.ConnectionString;

    /// <summary>Where SoftHSM keeps its tokens.</summary>
    public string TokenDirectory => _directory.File("tokens");

    private string PinFile => _directory.File("pin");

    private string Configuration => _directory.File("softhsm2.conf");

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        _database = await postgres.CreateDatabaseAsync();
        await File.WriteAllTextAsync(Configuration, $"directories.tokendir = {TokenDirectory}\nobjectstore.backend = file\nlog.level = ERROR\n");
        await File.WriteAllTextAsync(PinFile, RandomNumberGenerator.GetInt32(100_000, 1_000_000).ToString(CultureInfo.InvariantCulture));
        File.SetUnixFileMode(PinFile, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        await MakeTokenAsync();
    }

    /// <summary>The lasting objects of the token: SoftHSM keeps each in a file, and one file for the token itself.</summary>
    public int CountTokenObjects() => Directory.GetFiles(TokenDirectory, "*.object", SearchOption.AllDirectories)
        .Count(file => Path.GetFileName(file) != "token.object");

    /// <summary>Puts an empty token in the place of the old one: same label, same PIN, other keys.</summary>
    public async Task ReplaceTokenAsync()
    {
        Directory.Delete(TokenDirectory, recursive: true);
        await MakeTokenAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_database is not null)
        {
            await _database.DisposeAsync();
        }

        _directory.Dispose();
    }

    private async Task MakeTokenAsync()
    {
        Directory.CreateDirectory(TokenDirectory);
        string pin = await File.ReadAllTextAsync(PinFile);
        var start = new ProcessStartInfo("softhsm2-util", ["--init-token", "--free", "--label", "kms", "--pin", pin, "--so-pin", pin])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["SOFTHSM2_CONF"] = Configuration;
        using Process tool = Process.Start(start)!;
        string said = await tool.StandardOutput.ReadToEndAsync() + await tool.StandardError.ReadToEndAsync();
        await tool.WaitForExitAsync();
        Assert.True(tool.ExitCode == 0, said);
    }
}
