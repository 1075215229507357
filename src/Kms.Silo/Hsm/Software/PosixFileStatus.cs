using System.Runtime.InteropServices;

namespace Kms.Silo.Hsm.Software;

/// <summary>What a file is, whose, and open to whom.</summary>
/// <param name="Kind">The bits of S_IFMT.</param>
/// <param name="Permissions">The low twelve bits of the mode.</param>
/// <param name="Owner">User id.</param>
/// <param name="Identity">Device and inode: equal for two names of one file.</param>
internal sealed record PosixFileStatus(int Kind, int Permissions, uint Owner, (uint Major, uint Minor, ulong Inode) Identity)
{
    private const int KindMask = 0xF000; // S_IFMT
    private const int RegularFile = 0x8000; // S_IFREG
    private const int Directory = 0x4000; // S_IFDIR

    internal PosixFileStatus(in Native native)
        : this(native.Mode & KindMask, native.Mode & 0xFFF, native.Owner, (native.DeviceMajor, native.DeviceMinor, native.Inode))
    {
    }

    /// <summary>Whether it is an ordinary file, not a link, device or directory.</summary>
    public bool IsRegular => Kind == RegularFile;

    /// <summary>Whether it is a directory.</summary>
    public bool IsDirectory => Kind == Directory;

    /// <summary>The members of <c>struct statx</c> that are read; its layout is the same on every architecture of Linux.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    internal struct Native
    {
        [FieldOffset(20)]
        public uint Owner;

        [FieldOffset(28)]
        public ushort Mode;

        [FieldOffset(32)]
        public ulong Inode;

        [FieldOffset(136)]
        public uint DeviceMajor;

        [FieldOffset(140)]
        public uint DeviceMinor;
    }
}
