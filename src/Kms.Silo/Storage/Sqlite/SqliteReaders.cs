using System.Collections.Concurrent;
using Kms.Grains.Storage;
using Microsoft.Data.Sqlite;

namespace Kms.Silo.Storage.Sqlite;

/// <summary>
/// A few connections that only read. SQLite's calls block, so they run on the thread pool and not on Orleans'
/// scheduler threads.
/// </summary>
internal sealed class SqliteReaders(SqliteDatabase database, SqliteOptions options) : IDisposable
{
    private readonly SemaphoreSlim _gate = new(options.Readers);
    private readonly ConcurrentBag<SqliteSession> _idle = [];

    /// <summary>Reads.</summary>
    /// <exception cref="StorageException">The database cannot be read, or no connection became free in time.</exception>
    public async Task<T> RunAsync<T>(Func<SqliteSession, T> read, CancellationToken cancellationToken)
    {
        if (!await _gate.WaitAsync(options.Timeout, cancellationToken))
        {
            throw new StorageException($"No connection to read with became free in {options.Timeout.TotalSeconds} seconds.");
        }

        try
        {
            return await Task.Run(() => Run(read), CancellationToken.None);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Closes the idle connections.</summary>
    public void Dispose()
    {
        while (_idle.TryTake(out var session))
        {
            session.Dispose();
        }
    }

    private T Run<T>(Func<SqliteSession, T> read)
    {
        if (!_idle.TryTake(out var session))
        {
            session = database.OpenReader();
        }

        try
        {
            var result = read(session);
            _idle.Add(session);
            return result;
        }
        catch (SqliteException e)
        {
            // Not used again: whatever was wrong with it goes with it.
            session.Dispose();
            throw new StorageException("The database cannot be read.", e);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }
}
