using System.Security.Cryptography;
using Kms.Grains.Crypto;
using Kms.Grains.Hsm;
using Microsoft.Win32.SafeHandles;

namespace Kms.Silo.Hsm.Software;

/// <summary>
/// <c>root.key</c>: the roots of the software HSM, in a file that only this process' user can reach. Whoever reads it
/// and the database can read every key.
/// </summary>
/// <remarks>
/// Directory 0700 and file 0600 at most, both owned by the process' user, the file an ordinary one: checked at every start, and
/// never corrected, because whoever could reach the file may have read it. The directory itself may be reached through
/// a symbolic link. Called under the start lock.
/// </remarks>
internal sealed class RootFile
{
    /// <summary>The file's name.</summary>
    public const string FileName = "root.key";

    private const int DirectoryPermissions = 0b111_000_000;
    private const int FilePermissions = 0b110_000_000;
    private const UnixFileMode OwnerReadWrite = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly string _directory;
    private readonly uint _owner;

    /// <param name="directory">Absolute path of the data directory.</param>
    /// <param name="owner">User id that directory and file must belong to.</param>
    public RootFile(string directory, uint owner)
    {
        _directory = directory;
        _owner = owner;
        FilePath = Path.Combine(directory, FileName);
    }

    /// <summary>Where the file is, or is expected.</summary>
    public string FilePath { get; }

    /// <summary>Makes the directory where there is none, demands that only its owner can reach it, and removes what an interrupted <see cref="Create"/> left.</summary>
    /// <exception cref="HsmException">The directory is open to others or another user's.</exception>
    public void PrepareDirectory()
    {
        try
        {
            Directory.CreateDirectory(_directory, OwnerReadWrite | UnixFileMode.UserExecute);
            RequirePrivateDirectory();
            foreach (var draft in Directory.EnumerateFiles(_directory, $"{FileName}.*.tmp"))
                File.Delete(draft);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Refused($"The data directory {_directory} cannot be used: {exception.Message}", exception);
        }
    }

    /// <summary>Reads the file; null when there is none. The caller disposes the seeds.</summary>
    /// <exception cref="HsmException">The file is open to others, another user's, not a file, damaged, or unreadable.</exception>
    public RootSeeds? Read()
    {
        try
        {
            var named = PosixFile.Find(FilePath);
            if (named is null)
                return null;
            if (!named.IsRegular)
                throw Refused($"{FilePath} is not an ordinary file (links are not followed).");

            using var file = File.OpenHandle(FilePath, FileMode.Open, FileAccess.Read, FileShare.Read);
            RequirePrivate(file, named);
            using var bytes = ReadAll(file);
            return RootFileFormat.Decode(bytes.ExposeSpan());
        }
        catch (InvalidDataException exception)
        {
            throw Refused($"The root file {FilePath} cannot be used: {exception.Message}. Restore it from its backup.", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Refused($"The root file {FilePath} cannot be read: {exception.Message}", exception);
        }
    }

    /// <summary>Writes a new file, which is on the disk under its name when this returns. A file that is there is never replaced.</summary>
    /// <exception cref="HsmException">It cannot be written, or there is something of that name.</exception>
    public void Create(RootSeeds seeds)
    {
        var draft = $"{FilePath}.{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}.tmp";
        try
        {
            Publish(draft, seeds);
            PosixFile.FlushDirectory(_directory);
            FlushParent();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Refused($"The root file {FilePath} cannot be written: {exception.Message}", exception);
        }
    }

    private void Publish(string draft, RootSeeds seeds)
    {
        try
        {
            WriteDraft(draft, seeds);
            PosixFile.Link(draft, FilePath);
        }
        finally
        {
            File.Delete(draft);
        }
    }

    // The directory may be as new as the file. A parent that this user may not read was made long before by another.
    private void FlushParent()
    {
        try
        {
            PosixFile.FlushDirectory(Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(_directory)) ?? _directory);
        }
        catch (IOException)
        {
        }
    }

    private static void WriteDraft(string path, RootSeeds seeds)
    {
        using var bytes = RootFileFormat.Encode(seeds.All);
        using var file = new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.CreateNew, // O_CREAT | O_EXCL
            Access = FileAccess.Write,
            Share = FileShare.None,
            UnixCreateMode = OwnerReadWrite,
            BufferSize = 0, // no copy of the bytes that nobody zeroes
        });
        file.Write(bytes.ExposeSpan());
        file.Flush(flushToDisk: true);
    }

    private static SecretBytes ReadAll(SafeFileHandle file)
    {
        var length = RandomAccess.GetLength(file);
        if (length is 0 or > RootFileFormat.MaxLength)
            throw new InvalidDataException("it is not a root file");

        var bytes = new SecretBytes((int)length);
        var read = 0;
        while (read < length && RandomAccess.Read(file, bytes.ExposeSpan()[read..], read) is var count and > 0)
            read += count;
        return bytes;
    }

    private void RequirePrivateDirectory()
    {
        // The dot makes a symbolic link stand for where it leads.
        var status = PosixFile.Find(Path.Join(_directory, "."));
        if (status is not { IsDirectory: true })
            throw Refused($"The data directory {_directory} is not a directory.");
        RequireOwner($"The data directory {_directory}", status);
        if ((status.Permissions & ~DirectoryPermissions) != 0)
            throw Refused($"The data directory {_directory} has the mode {Octal(status.Permissions)} and must have 0700. Whoever could reach it may have read {FileName}; if nobody did, run: chmod 700 {_directory}");
    }

    private void RequirePrivate(SafeFileHandle file, PosixFileStatus named)
    {
        var status = PosixFile.Inspect(file);
        if (!status.IsRegular || status.Identity != named.Identity)
            throw Refused($"{FilePath} was exchanged while it was opened.");
        RequireOwner($"The root file {FilePath}", status);
        if ((status.Permissions & ~FilePermissions) != 0)
            throw Refused($"The root file {FilePath} has the mode {Octal(status.Permissions)} and must have 0600. Whoever could reach it may have read it; if nobody did, run: chmod 600 {FilePath}");
    }

    private void RequireOwner(string what, PosixFileStatus status)
    {
        if (status.Owner != _owner)
            throw Refused($"{what} belongs to user {status.Owner} and must belong to user {_owner}, as which this process runs.");
    }

    private static string Octal(int permissions) => "0" + Convert.ToString(permissions, 8).PadLeft(3, '0');

    private static HsmException Refused(string message, Exception? innerException = null) =>
        new(HsmFault.Refused, message, innerException);
}
