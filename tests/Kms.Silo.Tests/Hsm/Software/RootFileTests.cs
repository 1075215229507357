using Kms.Grains.Hsm;
using Kms.Silo.Hsm.Software;
using Kms.Testing.Processes;

namespace Kms.Silo.Tests.Hsm.Software;

public sealed class RootFileTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new("kms-root-");
    private readonly RootFile _file;

    public RootFileTests() => _file = new RootFile(_directory.Path, PosixFile.CurrentUser);

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Create_EmptyDirectory_WritesAPrivateFileAndNothingElse()
    {
        Create();

        Assert.Equal([_file.FilePath], Directory.GetFileSystemEntries(_directory.Path));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_file.FilePath));
    }

    [Fact]
    public void Read_Created_IsWhatWasWritten()
    {
        using var written = new RootSeeds(
        [
            RootSeed.Create(RootPurpose.KeyEncryption, 1),
            RootSeed.Create(RootPurpose.KeyEncryption, 2),
            RootSeed.Create(RootPurpose.Binding, 1),
        ]);
        _file.Create(written);

        using var read = _file.Read()!;

        Assert.Equal(written.All.Select(Describe), read.All.Select(Describe));
    }

    [Fact]
    public void Read_NoFile_IsNull() => Assert.Null(_file.Read());

    [Fact]
    public void Create_FileThere_RefusesAndLeavesIt()
    {
        Create();
        var before = File.ReadAllBytes(_file.FilePath);

        AssertRefused(Create, "cannot be written");

        Assert.Equal(before, File.ReadAllBytes(_file.FilePath));
        Assert.Equal([_file.FilePath], Directory.GetFileSystemEntries(_directory.Path));
    }

    [Fact]
    public void Create_LinkToNowhereThere_RefusesAndWritesNothingThroughIt()
    {
        var target = _directory.File("elsewhere");
        File.CreateSymbolicLink(_file.FilePath, target);

        AssertRefused(Create, "cannot be written");
        AssertRefused(() => _file.Read(), "not an ordinary file");

        Assert.False(File.Exists(target));
    }

    [Fact]
    public void Read_SymbolicLink_Refuses()
    {
        Create();
        File.Move(_file.FilePath, _directory.File("moved"));
        File.CreateSymbolicLink(_file.FilePath, _directory.File("moved"));

        AssertRefused(() => _file.Read(), "not an ordinary file");
    }

    [Fact]
    public void Read_Directory_Refuses()
    {
        Directory.CreateDirectory(_file.FilePath);

        AssertRefused(() => _file.Read(), "not an ordinary file");
    }

    [Theory]
    [InlineData(UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.GroupWrite)]
    [InlineData(UnixFileMode.OtherRead)]
    [InlineData(UnixFileMode.OtherWrite)]
    [InlineData(UnixFileMode.OtherExecute)]
    [InlineData(UnixFileMode.UserExecute)]
    [InlineData(UnixFileMode.SetUser)]
    public void Read_ModeWiderThan0600_Refuses(UnixFileMode wider)
    {
        Create();
        File.SetUnixFileMode(_file.FilePath, UnixFileMode.UserRead | UnixFileMode.UserWrite | wider);

        AssertRefused(() => _file.Read(), "must have 0600");
    }

    [Fact]
    public void Read_ModeNarrowerThan0600_Reads()
    {
        Create();
        File.SetUnixFileMode(_file.FilePath, UnixFileMode.UserRead);

        using var read = _file.Read();

        Assert.NotNull(read);
    }

    [Fact]
    public void Read_FileOfAnotherUser_Refuses()
    {
        Create();

        AssertRefused(() => new RootFile(_directory.Path, PosixFile.CurrentUser + 1).Read(), $"belongs to user {PosixFile.CurrentUser} and must belong to user {PosixFile.CurrentUser + 1}");
    }

    [Fact]
    public void PrepareDirectory_NoDirectory_MakesAPrivateOne()
    {
        var path = _directory.File("a", "b");

        new RootFile(path, PosixFile.CurrentUser).PrepareDirectory();

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(path));
    }

    [Theory]
    [InlineData(UnixFileMode.GroupExecute)]
    [InlineData(UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.OtherRead)]
    [InlineData(UnixFileMode.OtherWrite)]
    public void PrepareDirectory_ModeWiderThan0700_Refuses(UnixFileMode wider)
    {
        File.SetUnixFileMode(_directory.Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | wider);

        AssertRefused(_file.PrepareDirectory, "must have 0700");
    }

    [Fact]
    public void PrepareDirectory_DirectoryOfAnotherUser_Refuses() =>
        AssertRefused(new RootFile(_directory.Path, PosixFile.CurrentUser + 1).PrepareDirectory, "belongs to user");

    [Fact]
    public void PrepareDirectory_FileInItsPlace_Refuses()
    {
        var path = _directory.File("occupied");
        File.WriteAllText(path, "");

        AssertRefused(new RootFile(path, PosixFile.CurrentUser).PrepareDirectory, path);
    }

    [Fact]
    public void PrepareDirectory_LinkToAnOpenDirectory_JudgesWhereItLeads()
    {
        Directory.CreateDirectory(_directory.File("open"), (UnixFileMode)0b111_000_000);
        File.CreateSymbolicLink(_directory.File("link"), _directory.File("open"));
        var file = new RootFile(_directory.File("link"), PosixFile.CurrentUser);
        file.PrepareDirectory();

        File.SetUnixFileMode(_directory.File("open"), (UnixFileMode)0b111_101_101);

        AssertRefused(file.PrepareDirectory, "must have 0700");
    }

    [Fact]
    public void PrepareDirectory_DraftOfAnInterruptedStart_RemovesIt()
    {
        Create();
        File.WriteAllText(_file.FilePath + ".0123456789abcdef.tmp", "half");

        _file.PrepareDirectory();

        Assert.Equal([_file.FilePath], Directory.GetFileSystemEntries(_directory.Path));
    }

    [Fact]
    public void Read_Truncated_Refuses()
    {
        Create();
        var bytes = File.ReadAllBytes(_file.FilePath);
        for (var length = 0; length < bytes.Length; length++)
        {
            File.WriteAllBytes(_file.FilePath, bytes[..length]);
            AssertRefused(() => _file.Read(), "cannot be used");
        }
    }

    [Fact]
    public void Read_AnyByteFlipped_Refuses()
    {
        Create();
        var bytes = File.ReadAllBytes(_file.FilePath);
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] ^= 0x40;
            File.WriteAllBytes(_file.FilePath, bytes);
            AssertRefused(() => _file.Read(), "cannot be used");
            bytes[i] ^= 0x40;
        }

        File.WriteAllBytes(_file.FilePath, bytes);
        using var read = _file.Read();
        Assert.NotNull(read);
    }

    [Fact]
    public void Read_LongerFile_Refuses()
    {
        Create();
        File.AppendAllText(_file.FilePath, "\n");
        AssertRefused(() => _file.Read(), "cannot be used");

        File.WriteAllBytes(_file.FilePath, new byte[RootFileFormat.MaxLength + 1]);
        AssertRefused(() => _file.Read(), "cannot be used");
    }

    [Fact]
    public void Read_NewerFormat_RefusesNamingIt()
    {
        Create();
        var bytes = File.ReadAllBytes(_file.FilePath);
        bytes[7] = 2;
        File.WriteAllBytes(_file.FilePath, bytes);

        AssertRefused(() => _file.Read(), "format 2 is not known");
    }

    [Fact]
    public void Read_OneGenerationTwice_Refuses()
    {
        using var seeds = new RootSeeds([RootSeed.Create(RootPurpose.Binding, 1), RootSeed.Create(RootPurpose.Binding, 1)]);
        _file.Create(seeds);

        AssertRefused(() => _file.Read(), "one generation twice");
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(3, 1)]
    [InlineData(1, 0)]
    public void Read_UnknownRoot_Refuses(int purpose, int generation)
    {
        using var seeds = new RootSeeds([RootSeed.Create((RootPurpose)purpose, generation)]);
        _file.Create(seeds);

        AssertRefused(() => _file.Read(), "does not know");
    }

    private static (RootPurpose Purpose, int Generation, string Id, string Seed) Describe(RootSeed seed) =>
        (seed.Purpose, seed.Generation, Convert.ToHexString(seed.ObjectId), Convert.ToHexString(seed.Seed.ExposeSpan()));

    private void Create()
    {
        using var seeds = RootSeeds.CreateFirst();
        _file.Create(seeds);
    }

    private void AssertRefused(Action action, string words)
    {
        var exception = Assert.Throws<HsmException>(action);
        Assert.Equal(HsmFault.Refused, exception.Fault);
        Assert.Contains(words, exception.Message, StringComparison.Ordinal);
        Assert.Contains(_directory.Path, exception.Message, StringComparison.Ordinal);
    }
}
