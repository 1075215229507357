using Kms.Grains.Storage;
using Npgsql;

namespace Kms.Silo.Storage.Postgres;

/// <summary>
/// A session-level advisory lock on a connection of its own: given back when the connection closes, whoever closes it.
/// Should the connection break while the lock is held, two starts may overlap; migrations hold a lock of their own
/// transaction, and a second root of one generation is an error.
/// </summary>
internal sealed class PostgresStartLock(PostgresSource source) : IStartLock
{
    private const long Lock = 0x4b4d_5300_0002;

    /// <inheritdoc/>
    public async Task<IAsyncDisposable> AcquireAsync(CancellationToken cancellationToken)
    {
        var single = source.CreateSingle();
        try
        {
            var connection = await single.OpenConnectionAsync(cancellationToken);
            var held = new Held(single, connection);
            await held.LockAsync(cancellationToken);
            return held;
        }
        catch (Exception e)
        {
            await single.DisposeAsync();
            throw e is NpgsqlException or TimeoutException ? new StorageException("The start lock cannot be taken in the database.", e) : e;
        }
    }

    private sealed class Held(NpgsqlDataSource single, NpgsqlConnection connection) : IAsyncDisposable
    {
        public async Task LockAsync(CancellationToken cancellationToken)
        {
            // Without a limit but the caller's: another process creates roots meanwhile, which takes as long as its HSM does.
            await using var command = new NpgsqlCommand($"SELECT pg_advisory_lock({Lock})", connection) { CommandTimeout = 0 };
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        public async ValueTask DisposeAsync()
        {
            await connection.DisposeAsync();
            await single.DisposeAsync();
        }
    }
}
