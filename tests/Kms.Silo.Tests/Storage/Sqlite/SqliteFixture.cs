using Kms.Silo.Storage;
using Kms.Testing.Processes;
using Microsoft.Data.Sqlite;

namespace Kms.Silo.Tests.Storage.Sqlite;

/// <summary>A silo on a SQLite file in a directory of its own.</summary>
public sealed class SqliteFixture : DatabaseFixture
{
    private readonly TemporaryDirectory _directory = new();

    internal string DatabasePath => _directory.File("kms.db");

    internal override Task<StorageSilo> StartSiloAsync(string clusterId = "kms") =>
        StorageSilo.StartAsync(silo => silo.AddSqliteStorage(_directory.Path), clusterId);

    internal override async Task ExecuteAsync(string sql)
    {
        await using var connection = Open();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    internal override async Task<long> CountAsync(string sql)
    {
        await using var connection = Open();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)(await command.ExecuteScalarAsync())!;
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _directory.Dispose();
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = DatabasePath, Pooling = false }.ConnectionString);
        connection.Open();
        return connection;
    }
}
