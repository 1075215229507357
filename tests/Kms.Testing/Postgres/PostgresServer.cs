using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Kms.Testing.Processes;
using Npgsql;

namespace Kms.Testing.Postgres;

/// <summary>
/// A real PostgreSQL server of the tests' own: a throw-away cluster with fsync on, which listens on a free port of
/// 127.0.0.1 only. It starts when the first database is asked for, so that a test process without such a test pays
/// nothing. One for a test process: <c>[assembly: AssemblyFixture(typeof(PostgresServer))]</c>, taken in test classes'
/// constructors. A test that stops the server makes one of its own.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly string _password = RandomNumberGenerator.GetHexString(24);
    private readonly ProcessLog _log = new();
    private TemporaryDirectory? _directory;
    private GuardedProcess? _server;
    private int _databases;

    /// <summary>Its port on 127.0.0.1, the same over restarts; 0 before the first start.</summary>
    public int Port { get; private set; }

    /// <summary>True between a start and a stop.</summary>
    public bool IsRunning => _server is { HasExited: false };

    /// <summary>What the server has logged last.</summary>
    public ProcessLog Log => _log;

    private string DataDirectory => _directory!.File("data");

    /// <summary>A new, empty database, which is dropped with the returned object. Starts the server when needed.</summary>
    public async Task<PostgresDatabase> CreateDatabaseAsync(CancellationToken cancellationToken = default)
    {
        await StartAsync(cancellationToken);
        string name = string.Create(CultureInfo.InvariantCulture, $"kms_{Interlocked.Increment(ref _databases)}");
        await ExecuteAsync($"CREATE DATABASE {name}", cancellationToken);
        return new PostgresDatabase(this, name, ConnectionString(name));
    }

    /// <summary>Starts the server, or starts it again; does nothing while it runs.</summary>
    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (IsRunning)
            {
                return;
            }

            if (_directory is null)
            {
                await InitializeAsync(cancellationToken);
            }

            await LaunchAsync(cancellationToken);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Stops the server; connections are cut in either mode.</summary>
    /// <param name="immediate">True: as a crash, so that the next start recovers from the log; false: orderly.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task StopAsync(bool immediate = false, CancellationToken cancellationToken = default)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (_server is not null)
            {
                _server.Signal(immediate ? "QUIT" : "INT");
                await _server.WaitForExitAsync(cancellationToken).WaitAsync(Patience, cancellationToken);
                await _server.DisposeAsync();
                _server = null;
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Stops and starts the server on the same port.</summary>
    public async Task RestartAsync(bool immediate = false, CancellationToken cancellationToken = default)
    {
        await StopAsync(immediate, cancellationToken);
        await StartAsync(cancellationToken);
    }

    /// <summary>Stops the server and removes every trace of it.</summary>
    public async ValueTask DisposeAsync()
    {
        await StopAsync(immediate: true);
        _directory?.Dispose();
        _gate.Dispose();
    }

    internal async Task ExecuteAsync(string sql, CancellationToken cancellationToken)
    {
        var builder = new NpgsqlConnectionStringBuilder(ConnectionString("postgres")) { Pooling = false };
        await using var connection = new NpgsqlConnection(builder.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private string ConnectionString(string database) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = Port,
        Username = "kms",
        Password = _password,
        Database = database,
    }.ConnectionString;

    private async Task InitializeAsync(CancellationToken cancellationToken)
    {
        var created = new TemporaryDirectory("kms-postgres-");
        _directory = created;
        string passwordFile = created.File("password");
        await File.WriteAllTextAsync(passwordFile, _password, cancellationToken);
        PostgresUser.Give(passwordFile);
        PostgresUser.Give(created.Path);
        using Process initdb = Process.Start(PostgresUser.Start(
            created.Path,
            Path.Combine(PostgresBinaries.Find(), "initdb"),
            "--pgdata", DataDirectory,
            "--username", "kms",
            "--pwfile", passwordFile,
            "--auth", "scram-sha-256",
            "--encoding", "UTF8",
            "--locale", "C",
            "--no-sync"))!;
        _log.Follow(initdb);
        await initdb.WaitForExitAsync(cancellationToken);
        File.Delete(passwordFile);
        if (initdb.ExitCode != 0)
        {
            throw new InvalidOperationException($"initdb failed:\n{_log}");
        }
    }

    private async Task LaunchAsync(CancellationToken cancellationToken)
    {
        for (int attempt = 1; ; attempt++)
        {
            int port = Port == 0 ? LocalPort.Free() : Port;
            Task<string> ready = _log.NextLineAsync("database system is ready to accept connections");
            GuardedProcess process = await GuardedProcess.StartAsync(
                PostgresUser.Start(DataDirectory, ServerCommand(port)), _log, lastSignal: "QUIT");
            Task exited = process.WaitForExitAsync(cancellationToken);
            if (await Task.WhenAny(ready, exited).WaitAsync(Patience, cancellationToken) == ready)
            {
                Port = port;
                _server = process;
                return;
            }

            await process.DisposeAsync();
            if (attempt == 5)
            {
                throw new InvalidOperationException($"PostgreSQL does not start:\n{_log}");
            }
        }
    }

    private string[] ServerCommand(int port) =>
    [
        Path.Combine(PostgresBinaries.Find(), "postgres"),
        "-D", DataDirectory,
        "-c", "listen_addresses=127.0.0.1",
        "-c", string.Create(CultureInfo.InvariantCulture, $"port={port}"),
        "-c", "unix_socket_directories=",
        "-c", "max_connections=200",
        "-c", "fsync=on",
        "-c", "synchronous_commit=on",
    ];
}
