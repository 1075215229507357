using Npgsql;

namespace Kms.Testing.Postgres;

/// <summary>An empty database of one test on the shared server.</summary>
public sealed class PostgresDatabase : IAsyncDisposable
{
    private readonly PostgresServer _server;

    internal PostgresDatabase(PostgresServer server, string name, string connectionString)
    {
        _server = server;
        Name = name;
        ConnectionString = connectionString;
    }

    /// <summary>Its name in the server.</summary>
    public string Name { get; }

    /// <summary>Npgsql's connection string, with a superuser of the throw-away server.</summary>
    public string ConnectionString { get; }

    /// <summary>Drops the database and cuts whoever is still connected; a stopped server keeps it until it goes itself.</summary>
    public async ValueTask DisposeAsync()
    {
        await using (var pooled = new NpgsqlConnection(ConnectionString))
        {
            NpgsqlConnection.ClearPool(pooled);
        }

        if (_server.IsRunning)
        {
            await _server.ExecuteAsync($"DROP DATABASE IF EXISTS {Name} WITH (FORCE)", CancellationToken.None);
        }
    }
}
