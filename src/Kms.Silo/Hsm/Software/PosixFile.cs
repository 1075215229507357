using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Kms.Silo.Hsm.Software;

/// <summary>What .NET does not offer of Linux files: the owner, a link that never replaces, fsync of a directory.</summary>
internal static partial class PosixFile
{
    private const int CurrentDirectory = -100; // AT_FDCWD
    private const int DoNotFollow = 0x100; // AT_SYMLINK_NOFOLLOW
    private const int HandleItself = 0x1000; // AT_EMPTY_PATH
    private const int CloseOnExec = 0x80000; // O_CLOEXEC
    private const uint BasicStatistics = 0x7ff; // STATX_BASIC_STATS
    private const int NoSuchFile = 2; // ENOENT

    /// <summary>The user that files of this process belong to.</summary>
    public static uint CurrentUser => GetEffectiveUser();

    /// <summary>What is at a path, a symbolic link as itself; null when there is nothing.</summary>
    public static PosixFileStatus? Find(string path)
    {
        if (Status(CurrentDirectory, path, DoNotFollow, BasicStatistics, out var status) == 0)
            return new PosixFileStatus(status);
        return Marshal.GetLastPInvokeError() == NoSuchFile ? null : throw Failure("statx", path);
    }

    /// <summary>What an open file is.</summary>
    public static PosixFileStatus Inspect(SafeFileHandle file)
    {
        var held = false;
        try
        {
            file.DangerousAddRef(ref held);
            return Status((int)file.DangerousGetHandle(), "", HandleItself, BasicStatistics, out var status) == 0
                ? new PosixFileStatus(status)
                : throw Failure("statx", "an open file");
        }
        finally
        {
            if (held)
                file.DangerousRelease();
        }
    }

    /// <summary>Gives a file a second name. Fails when there is anything of that name already.</summary>
    public static void Link(string existing, string name)
    {
        if (CreateLink(existing, name) != 0)
            throw Failure("link", name);
    }

    /// <summary>Returns when the names in a directory are on the disk.</summary>
    public static void FlushDirectory(string path)
    {
        var descriptor = Open(path, CloseOnExec);
        if (descriptor < 0)
            throw Failure("open", path);
        using var directory = new SafeFileHandle(descriptor, ownsHandle: true);
        if (Flush(descriptor) != 0)
            throw Failure("fsync", path);
    }

    private static IOException Failure(string call, string path)
    {
        var error = new Win32Exception(Marshal.GetLastPInvokeError());
        return new IOException($"{call} on {path}: {error.Message}.", error);
    }

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint GetEffectiveUser();

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Status(int directory, string path, int flags, uint mask, out PosixFileStatus.Native status);

    [LibraryImport("libc", EntryPoint = "link", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int CreateLink(string existing, string name);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Flush(int descriptor);
}
