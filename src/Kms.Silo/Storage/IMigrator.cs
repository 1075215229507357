namespace Kms.Silo.Storage;

/// <summary>Brings the database to the shape that this version needs.</summary>
internal interface IMigrator
{
    /// <summary>
    /// Applies the steps that are missing, each exactly once over all processes, in one transaction, and remembers
    /// the cluster that the database serves.
    /// </summary>
    /// <param name="cancellationToken">Ends the attempt; nothing is then applied.</param>
    /// <exception cref="Kms.Grains.Storage.StorageException">
    /// The database is away, serves another cluster, or was migrated with a step of other contents.
    /// </exception>
    Task MigrateAsync(CancellationToken cancellationToken);
}
