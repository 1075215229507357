using Kms.Silo.Storage;
using Kms.Silo.Storage.Postgres;
using Kms.Testing.Postgres;
using Npgsql;

namespace Kms.Silo.Tests.Storage.Postgres;

/// <summary>A silo on a database of its own in the test process' PostgreSQL.</summary>
public sealed class PostgresFixture(PostgresServer server) : DatabaseFixture
{
    private PostgresDatabase? _database;

    internal string ConnectionString => _database!.ConnectionString;

    public override async ValueTask InitializeAsync()
    {
        _database = await server.CreateDatabaseAsync();
        await base.InitializeAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (_database is not null)
        {
            await _database.DisposeAsync();
        }
    }

    internal override Task<StorageSilo> StartSiloAsync(string clusterId = "kms") =>
        StorageSilo.StartAsync(silo => silo.AddPostgresStorage(ConnectionString, new PostgresOptions()), clusterId);

    internal override async Task ExecuteAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(ConnectionString);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    internal override async Task<long> CountAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(ConnectionString);
        await using var command = source.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
