using System.CommandLine;
using Kms.Cli.Hosting;

namespace Kms.Cli.Output;

/// <summary>A file for what only its owner may read. It is made before anything is asked of the service, so that a secret is
/// never fetched in vain, and taken back unless it was written.</summary>
internal sealed class PrivateFile : IDisposable
{
    private readonly FileStream _file;
    private bool _kept;

    private PrivateFile(FileStream file) => _file = file;

    public string Name => _file.Name;

    public static Option<string?> Option(string description) => new("--out")
    {
        Description = $"{description} to a new file, mode 0600; an existing one is refused",
        HelpName = "FILE",
    };

    /// <summary>Makes the file; null when there is no path.</summary>
    public static PrivateFile? Create(string? path, CliIo io)
    {
        if (path is null) return null;
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new PrivateFile(new FileStream(Path.Combine(io.Directory, path), options));
    }

    public void Write(ReadOnlySpan<byte> bytes)
    {
        _file.Write(bytes);
        _file.Flush();
        _kept = true;
    }

    public void Dispose()
    {
        _file.Dispose();
        if (!_kept) File.Delete(_file.Name);
    }
}
