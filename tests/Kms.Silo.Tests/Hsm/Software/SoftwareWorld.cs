using Kms.Grains.Hsm;
using Kms.Silo.Hsm.Software;
using Kms.Testing.Processes;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Kms.Silo.Tests.Hsm.Software;

/// <summary>A data directory.</summary>
internal sealed class SoftwareWorld : HsmWorld
{
    private readonly TemporaryDirectory _directory = new("kms-hsm-");

    public string Directory => _directory.Path;

    public string RootFilePath => _directory.File(RootFile.FileName);

    public int CachedKeys { get; init; } = 1000;

    public ILogger<SoftwareHsm> Logger { get; init; } = NullLogger<SoftwareHsm>.Instance;

    public override IHsmModule CreateModule() =>
        new SoftwareHsm(Options.Create(new SoftwareHsmOptions { DataDirectory = Directory, CachedKeys = CachedKeys }), Logger);

    public override Task RemoveRootAsync(RootRecord root)
    {
        var file = new RootFile(Directory, PosixFile.CurrentUser);
        using var seeds = file.Read()!;
        File.Delete(RootFilePath);
        file.Create(new RootSeeds([.. seeds.All.Where(seed => !seed.ObjectId.AsSpan().SequenceEqual(root.ObjectId))]));
        return Task.CompletedTask;
    }

    public override ValueTask DisposeAsync()
    {
        _directory.Dispose();
        return ValueTask.CompletedTask;
    }
}
