namespace Kms.Silo.Storage.Sqlite;

/// <summary>Nothing to do: the lock file of the data directory already keeps every other process out.</summary>
internal sealed class SqliteStartLock : IStartLock
{
    /// <inheritdoc/>
    public Task<IAsyncDisposable> AcquireAsync(CancellationToken cancellationToken) => Task.FromResult<IAsyncDisposable>(new Held());

    private sealed class Held : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
