namespace Kms.Silo.Hosting;

/// <summary>The directory that belongs to this process: mode 0700, held by an exclusive lock file while it runs.</summary>
internal sealed class DataDirectory : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly FileStream? _lock;

    private DataDirectory(string path, FileStream? @lock) => (Path, _lock) = (path, @lock);

    /// <summary>The absolute path.</summary>
    public string Path { get; }

    /// <summary>Creates the directory where it is missing, and takes its lock.</summary>
    /// <param name="path">Absolute path.</param>
    /// <param name="exclusive">Whether its contents serve one process only (database or root file); else several may share it.</param>
    /// <exception cref="StartupException">Another process holds it, or it is open to others.</exception>
    public static DataDirectory Open(string path, bool exclusive)
    {
        Directory.CreateDirectory(path, OwnerOnly);
        var mode = File.GetUnixFileMode(path);
        if ((mode & ~OwnerOnly) != 0)
        {
            throw new StartupException($"The data directory {path} is open to other users (mode {Convert.ToString((int)mode, 8)}); make it 0700.");
        }

        return new DataDirectory(path, exclusive ? Lock(System.IO.Path.Combine(path, "lock")) : null);
    }

    /// <summary>Releases the lock.</summary>
    public void Dispose() => _lock?.Dispose();

    private static FileStream Lock(string path)
    {
        try
        {
            // FileShare.None takes an advisory lock (flock) that the kernel drops with the process, however it ends.
            return new FileStream(path, new FileStreamOptions
            {
                Mode = FileMode.OpenOrCreate,
                Access = FileAccess.ReadWrite,
                Share = FileShare.None,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            });
        }
        catch (IOException exception)
        {
            throw new StartupException($"Another process uses the data directory (its lock {path} is held). Set Kms__DataDirectory to another one, or stop that process.", exception);
        }
    }
}
