using System.Collections.Concurrent;
using Kms.Grains.Storage;

namespace Kms.Silo.Storage.Sqlite;

/// <summary>
/// The one writer: a thread that puts all waiting writes into one transaction, so that many share one flush of the
/// disk. A write is answered after its commit has returned, never before.
/// </summary>
internal sealed partial class SqliteWriter : IDisposable
{
    private readonly SqliteDatabase _database;
    private readonly SqliteOptions _options;
    private readonly ILogger<SqliteWriter> _logger;
    private readonly BlockingCollection<ISqliteWrite> _queue;
    private readonly Thread _thread;
    private SqliteSession? _session;

    /// <summary>Starts the thread; the database is opened by the first write.</summary>
    public SqliteWriter(SqliteDatabase database, SqliteOptions options, ILogger<SqliteWriter> logger)
    {
        (_database, _options, _logger) = (database, options, logger);
        _queue = new BlockingCollection<ISqliteWrite>(options.QueueLength);
        _thread = new Thread(Work) { IsBackground = true, Name = "kms-sqlite-writer" };
        _thread.Start();
    }

    /// <summary>Runs statements in a transaction and answers when it is on the disk.</summary>
    /// <param name="statements">They run on the writer's thread, perhaps between others' of the same transaction; what they throw undoes them alone.</param>
    /// <param name="cancellationToken">Ends the wait, not the write.</param>
    /// <exception cref="StorageException">It failed, or its outcome is unknown.</exception>
    public async Task<T> RunAsync<T>(Func<SqliteSession, T> statements, CancellationToken cancellationToken)
    {
        var write = new SqliteWrite<T>(statements);
        Enqueue(write);
        try
        {
            return await write.Answer.WaitAsync(_options.Timeout, cancellationToken);
        }
        catch (TimeoutException e)
        {
            throw new StorageException("The disk did not take a write in time; its outcome is unknown.", e);
        }
    }

    /// <summary>Finishes what is queued, then closes the database.</summary>
    public void Dispose()
    {
        _queue.CompleteAdding();
        _thread.Join(_options.Timeout);
    }

    private void Enqueue(ISqliteWrite write)
    {
        try
        {
            if (_queue.TryAdd(write))
            {
                return;
            }
        }
        catch (InvalidOperationException e)
        {
            throw new StorageException("The database is closed.", e);
        }

        throw new StorageException($"{_options.QueueLength} writes are waiting already.");
    }

    private void Work()
    {
        var batch = new List<ISqliteWrite>(_options.BatchSize);
        foreach (var first in _queue.GetConsumingEnumerable())
        {
            batch.Add(first);
            while (batch.Count < _options.BatchSize && _queue.TryTake(out var next))
            {
                batch.Add(next);
            }

            Commit(batch);
            batch.Clear();
        }

        _session?.Dispose();
    }

    private void Commit(List<ISqliteWrite> batch)
    {
        var done = new List<ISqliteWrite>(batch.Count);
        try
        {
            _session ??= _database.OpenWriter();
            _session.Execute("BEGIN IMMEDIATE");
            done.AddRange(batch.Where(write => TryRun(_session, write)));
            _session.Execute("COMMIT");
        }
        catch (Exception e)
        {
            // A new connection rolls back whatever is left, and is the way out of every fault of the old one.
            Close();
            LogTransactionFailed(e, batch.Count);
            batch.ForEach(write => write.Failed(new StorageException("The transaction failed; its outcome is unknown.", e)));
            return;
        }

        done.ForEach(write => write.Committed());
    }

    /// <summary>Runs one write of the transaction.</summary>
    /// <returns>False when it failed alone and was undone.</returns>
    private bool TryRun(SqliteSession session, ISqliteWrite write)
    {
        session.Execute("SAVEPOINT one_write");
        try
        {
            write.Run(session);
            session.Execute("RELEASE one_write");
            return true;
        }
        catch (Exception e) when (session.InTransaction)
        {
            session.Execute("ROLLBACK TO one_write");
            session.Execute("RELEASE one_write");
            LogWriteFailed(e);
            write.Failed(e as StorageException ?? new StorageException("A write failed; nothing of it was stored.", e));
            return false;
        }
    }

    private void Close()
    {
        try
        {
            _session?.Dispose();
        }
        catch (Exception e)
        {
            LogCloseFailed(e);
        }

        _session = null;
    }

    [LoggerMessage(EventId = StorageEvents.TransactionFailed, Level = LogLevel.Error, Message = "A transaction with {Writes} writes failed; the database will be opened again.")]
    private partial void LogTransactionFailed(Exception exception, int writes);

    [LoggerMessage(EventId = StorageEvents.WriteFailed, Level = LogLevel.Error, Message = "A write failed and was undone.")]
    private partial void LogWriteFailed(Exception exception);

    [LoggerMessage(EventId = StorageEvents.CloseFailed, Level = LogLevel.Warning, Message = "The database could not be closed.")]
    private partial void LogCloseFailed(Exception exception);
}
