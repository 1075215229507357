using System.Collections.Immutable;

namespace Kms.Grains.Hsm;

/// <summary>
/// Which roots this database was written under. Used at start and while healing, under the start lock where it
/// writes.
/// </summary>
internal interface IRootRegistry
{
    /// <summary>All roots, by purpose and generation.</summary>
    Task<ImmutableArray<RootRecord>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Adds roots in one transaction; a generation that is there already is an error.</summary>
    Task AddAsync(ImmutableArray<RootRecord> roots, CancellationToken cancellationToken);

    /// <summary>Whether the database holds any record: then it was written under roots, and new ones must not be made.</summary>
    Task<bool> HasRecordsAsync(CancellationToken cancellationToken);
}
