using System.Collections.Immutable;
using Kms.Grains.Hsm;

namespace Kms.Silo.Hsm.Software;

/// <summary>Brings the database's roots and the root file together at start.</summary>
/// <remarks>
/// A root file that the database does not know, while it holds nothing else either, is taken over: it is what a first
/// start leaves that ended between file and database.
/// </remarks>
internal sealed partial class RootOpening(RootFile file, IRootRegistry registry, ILogger logger)
{
    /// <summary>The keys of all registered roots, each proved; the first are made where the database is new. The caller disposes them.</summary>
    /// <exception cref="HsmException"><see cref="HsmFault.Refused"/>, naming the root or what is wrong with the file.</exception>
    public async Task<(SoftwareRoots Roots, RootDecision.Proceed Newest)> OpenAsync(CancellationToken cancellationToken)
    {
        file.PrepareDirectory();
        var rows = await registry.ListAsync(cancellationToken);
        var hasRecords = await registry.HasRecordsAsync(cancellationToken);
        using var seeds = file.Read();

        return RootStart.Decide(Observe(rows, seeds), hasRecords) switch
        {
            RootDecision.Create => await RegisterAsync(cancellationToken),
            RootDecision.Proceed newest => Derive(rows, seeds!, newest),
            RootDecision.Refuse refuse => throw Refused(refuse.Message),
            var unknown => throw new InvalidOperationException($"There is no decision {unknown}."),
        };
    }

    private async Task<(SoftwareRoots Roots, RootDecision.Proceed Newest)> RegisterAsync(CancellationToken cancellationToken)
    {
        using var seeds = CreateOrAdopt();
        ImmutableArray<RootRecord> rows = [.. seeds.All.Select(RootProof.Register)];
        if (RootStart.Decide(Observe(rows, seeds), hasRecords: false) is not RootDecision.Proceed newest)
            throw Refused($"The roots in {file.FilePath} are not a complete set of a key-encryption key and a binding key.");
        await registry.AddAsync(rows, cancellationToken);
        return Derive(rows, seeds, newest);
    }

    /// <summary>The roots as they are on the disk, so that what is registered is what the next start will read.</summary>
    private RootSeeds CreateOrAdopt()
    {
        if (file.Read() is { } found)
        {
            LogAdopted(file.FilePath);
            return found;
        }

        using (var created = RootSeeds.CreateFirst())
            file.Create(created);
        LogCreated(file.FilePath);
        return file.Read() ?? throw Refused($"The root file {file.FilePath} has gone as soon as it was written.");
    }

    private RootObservation[] Observe(ImmutableArray<RootRecord> rows, RootSeeds? seeds) =>
        [.. rows.Select(row => RootProof.Observe(row, seeds, file.FilePath))];

    private static (SoftwareRoots Roots, RootDecision.Proceed Newest) Derive(ImmutableArray<RootRecord> rows, RootSeeds seeds, RootDecision.Proceed newest) =>
        (new SoftwareRoots([.. rows.Select(row => seeds.Find(row.ObjectId)!)]), newest);

    private static HsmException Refused(string message) => new(HsmFault.Refused, message);

    [LoggerMessage(SoftwareHsmEvents.RootFileCreated, LogLevel.Warning, "New root keys are in {Path}. Back this file up, apart from the database: without it nothing that is stored can ever be read, and with it and the database everything can")]
    private partial void LogCreated(string path);

    [LoggerMessage(SoftwareHsmEvents.RootFileAdopted, LogLevel.Warning, "The database is empty; it takes over the root keys that are already in {Path}")]
    private partial void LogAdopted(string path);
}
