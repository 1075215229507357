namespace Kms.Silo.Storage;

/// <summary>
/// Held by one process at a time while it starts: migrations, roots of the HSM, system keys, first access key.
/// </summary>
internal interface IStartLock
{
    /// <summary>Waits for the lock.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Disposed, it gives the lock back; so does the end of the process.</returns>
    /// <exception cref="Kms.Grains.Storage.StorageException">The database is away.</exception>
    Task<IAsyncDisposable> AcquireAsync(CancellationToken cancellationToken);
}
