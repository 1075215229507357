namespace Kms.Silo.Storage.Sqlite;

/// <inheritdoc cref="ISqliteWrite"/>
/// <param name="statements">What to run; what it returns reaches the caller after the commit only.</param>
internal sealed class SqliteWrite<T>(Func<SqliteSession, T> statements) : ISqliteWrite
{
    private readonly TaskCompletionSource<T> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _result;

    /// <summary>Ends when the write is on the disk, or has failed.</summary>
    public Task<T> Answer => _answer.Task;

    /// <inheritdoc/>
    public void Run(SqliteSession session) => _result = statements(session);

    /// <inheritdoc/>
    public void Committed() => _answer.TrySetResult(_result!);

    /// <inheritdoc/>
    public void Failed(Exception exception) => _answer.TrySetException(exception);
}
