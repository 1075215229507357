using System.Net;
using Kms.Grains.Storage;
using Npgsql;

namespace Kms.Silo.Storage.Postgres;

/// <summary>Turns the configured connection string into a pool whose every wait is bounded.</summary>
internal static class PostgresConnection
{
    /// <summary>Longest wait for a connection, in seconds.</summary>
    public const int ConnectSeconds = 2;

    /// <summary>Longest wait for an answer, in seconds.</summary>
    public const int CommandSeconds = 3;

    private const int OrleansConnections = 4;

    private const int MaxConnections = 1000;

    /// <summary>The pool. Several hosts are one primary and its standbys: only the primary is used.</summary>
    /// <exception cref="StorageException">The connection string is malformed, or unsafe.</exception>
    public static NpgsqlDataSource CreatePool(string connectionString, PostgresOptions options)
    {
        var settings = Read(connectionString, options);
        settings.MaxPoolSize = options.Connections + OrleansConnections;
        settings.MinPoolSize = Math.Min(settings.MinPoolSize, settings.MaxPoolSize);
        settings.MaxAutoPrepare = 64;
        settings.AutoPrepareMinUsages = 2;
        settings.NoResetOnClose = true; // no session state is ever set on a pooled connection

        var builder = new NpgsqlDataSourceBuilder(settings.ConnectionString);
        return Hosts(settings).Length > 1
            ? builder.BuildMultiHost().WithTargetSession(TargetSessionAttributes.Primary)
            : builder.Build();
    }

    /// <summary>A connection apart from the pool, for the lock that a start holds.</summary>
    /// <exception cref="StorageException">The connection string is malformed, or unsafe.</exception>
    public static NpgsqlDataSource CreateSingle(string connectionString, PostgresOptions options)
    {
        var settings = Read(connectionString, options);
        settings.Pooling = false;
        return new NpgsqlDataSourceBuilder(settings.ConnectionString).Build();
    }

    private static NpgsqlConnectionStringBuilder Read(string connectionString, PostgresOptions options)
    {
        NpgsqlConnectionStringBuilder settings;
        try
        {
            settings = new NpgsqlConnectionStringBuilder(connectionString);
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            // Without its cause, which may quote the password.
            throw new StorageException("ConnectionStrings__Kms is malformed.");
        }

        RequireVerifiedTls(settings, options);
        if (options.Connections is < 1 or > MaxConnections)
        {
            throw new StorageException($"Kms__Database__Connections is {options.Connections}; 1 to {MaxConnections} are possible.");
        }

        settings.Timeout = ConnectSeconds;
        settings.CommandTimeout = CommandSeconds;
        settings.CancellationTimeout = 500;
        settings.Enlist = false;
        settings.GssEncryptionMode = GssEncryptionMode.Disable; // TLS is what is verified
        settings.ApplicationName ??= "kms";
        return settings;
    }

    private static void RequireVerifiedTls(NpgsqlConnectionStringBuilder settings, PostgresOptions options)
    {
        if (settings.SslMode != SslMode.VerifyFull && !options.AllowUnverifiedTls && Hosts(settings).FirstOrDefault(host => !IsLocal(host)) is { } remote)
        {
            throw new StorageException(
                $"The database host '{remote}' is not this machine: ConnectionStrings__Kms needs 'SSL Mode=VerifyFull' (and 'Root Certificate' for an authority of your own). Kms__Database__AllowUnverifiedTls=true overrides it.");
        }
    }

    private static string[] Hosts(NpgsqlConnectionStringBuilder settings) =>
        (settings.Host ?? string.Empty).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Loopback, or a Unix socket. A name may resolve to anything, except <c>localhost</c> (RFC 6761, section 6.3).</summary>
    private static bool IsLocal(string host)
    {
        if (host.StartsWith('/') || host.StartsWith('@') || host.Equals("localhost", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        var end = host.StartsWith('[') ? host.IndexOf(']', StringComparison.Ordinal) + 1 : host.IndexOf(':', StringComparison.Ordinal);
        var isOneColon = end > 0 && host.LastIndexOf(':') == end;
        var address = isOneColon || host.StartsWith('[') ? host[..end] : host; // host:port, [v6], [v6]:port
        return IPAddress.TryParse(address, out var parsed)
            ? IPAddress.IsLoopback(parsed)
            : address.Equals("localhost", StringComparison.OrdinalIgnoreCase);
    }
}
