using System.Net.Sockets;
using Kms.Grains.Storage;
using Npgsql;
using Orleans.Storage;

namespace Kms.Silo.Storage.Postgres;

/// <summary>
/// What every call to the database passes: so many at once, each bounded in time, an outage answered at once, and every
/// fault turned into a <see cref="StorageException"/> whose statement's text stays here.
/// </summary>
internal sealed partial class PostgresGate(PostgresSource source, PostgresOptions options, Breaker breaker, ILogger<PostgresGate> logger) : IDisposable
{
    // A command that ran out of time is cancelled over a connection of its own, which has bounds too. This one is for
    // whatever none of them catches.
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(PostgresConnection.ConnectSeconds + PostgresConnection.CommandSeconds + 1);

    private readonly SemaphoreSlim _free = new(options.Connections);

    /// <summary>Runs one statement.</summary>
    /// <param name="sql">With positional parameters: <c>$1</c> …</param>
    /// <param name="run">Executes and reads.</param>
    /// <param name="cancellationToken">Ends the call; the outcome of a write is then unknown.</param>
    /// <param name="parameters">In order.</param>
    /// <exception cref="StorageException">The database is away, or the outcome is unknown.</exception>
    public Task<T> RunAsync<T>(string sql, Func<NpgsqlCommand, CancellationToken, Task<T>> run, CancellationToken cancellationToken, params NpgsqlParameter[] parameters) =>
        RunAsync(
            async token =>
            {
                await using var command = source.Pool.CreateCommand(sql);
                command.Parameters.AddRange(parameters);
                return await run(command, token);
            },
            cancellationToken);

    /// <summary>Runs a call that takes its connection from the pool by itself.</summary>
    /// <inheritdoc cref="RunAsync{T}(string, Func{NpgsqlCommand, CancellationToken, Task{T}}, CancellationToken, NpgsqlParameter[])"/>
    public async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        RefuseOutage(breaker.MayEnter);
        if (!await _free.WaitAsync(TimeSpan.FromSeconds(PostgresConnection.ConnectSeconds), cancellationToken))
        {
            throw new StorageException($"All {options.Connections} connections to the database are in use (Kms__Database__Connections).");
        }

        try
        {
            RefuseOutage(breaker.TryEnter());
            var answer = await call(cancellationToken).WaitAsync(s_longest, cancellationToken);
            breaker.Succeeded();
            return answer;
        }
        catch (Exception e) when (IsFault(e, cancellationToken))
        {
            throw Mapped(e);
        }
        finally
        {
            _free.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _free.Dispose();

    private StorageException Mapped(Exception exception)
    {
        if (!IsOutage(exception))
        {
            // The database refused, and so it is there.
            breaker.Succeeded();
            LogRefused(exception);
        }
        else if (breaker.Failed())
        {
            LogOutage(exception);
            source.Pool.Clear(); // idle connections of before the outage would fail one by one after it
        }

        // A refusal quotes the statement, and stays in the log; the rest tells what happened to the connection.
        return exception.GetBaseException() is PostgresException refusal
            ? new StorageException($"The database refused: SQLSTATE {refusal.SqlState} {refusal.ConstraintName}")
            : new StorageException("The database did not answer; the outcome of a write is unknown.", exception.GetBaseException());
    }

    private static void RefuseOutage(bool mayEnter)
    {
        if (!mayEnter)
        {
            throw new StorageException("The database is away.");
        }
    }

    /// <summary>Answers that are no faults: a lost race, a record that is none, a caller who has gone.</summary>
    private static bool IsFault(Exception exception, CancellationToken cancellationToken) =>
        exception is not (InconsistentStateException or System.Text.Json.JsonException or StorageException)
        && !(exception is OperationCanceledException && cancellationToken.IsCancellationRequested);

    /// <summary>
    /// Whether the database is away, as opposed to having refused: no connection, no answer in time, or a server that
    /// starts, stops, is full or is no primary (SQLSTATE classes 08, 53, 57P and 25006).
    /// </summary>
    private static bool IsOutage(Exception exception) => exception switch
    {
        PostgresException { SqlState: var state } =>
            state.StartsWith("08", StringComparison.Ordinal) || state.StartsWith("53", StringComparison.Ordinal)
            || state.StartsWith("57P", StringComparison.Ordinal) || state == PostgresErrorCodes.ReadOnlySqlTransaction,
        NpgsqlException or TimeoutException or IOException or SocketException => true,
        { InnerException: { } inner } => IsOutage(inner),
        _ => false,
    };

    [LoggerMessage(EventId = StorageEvents.Outage, Level = LogLevel.Error, Message = "The database is away. Calls are answered at once until it is back.")]
    private partial void LogOutage(Exception exception);

    [LoggerMessage(EventId = StorageEvents.Refused, Level = LogLevel.Error, Message = "The database refused a statement.")]
    private partial void LogRefused(Exception exception);
}
