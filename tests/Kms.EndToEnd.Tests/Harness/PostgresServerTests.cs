using Kms.Testing.Postgres;
using Npgsql;

namespace Kms.EndToEnd.Tests.Harness;

public sealed class PostgresServerTests(PostgresServer shared)
{
    [Theory, InlineData(true), InlineData(false)]
    public async Task Server_StoppedAndStarted_KeepsCommittedRowsOnTheSamePort(bool immediate)
    {
        await using var server = new PostgresServer();
        await using PostgresDatabase database = await server.CreateDatabaseAsync();
        await ScalarAsync(database, "CREATE TABLE t (i int); INSERT INTO t VALUES (7) RETURNING i");

        await server.StopAsync(immediate);
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => ScalarAsync(database, "SELECT i FROM t"));
        await server.StartAsync();

        Assert.Equal(7, await ScalarAsync(database, "SELECT i FROM t"));
    }

    [Fact]
    public async Task Database_OfEachTest_IsEmptyAndDurable()
    {
        await using PostgresDatabase first = await shared.CreateDatabaseAsync();
        await using PostgresDatabase second = await shared.CreateDatabaseAsync();
        await ScalarAsync(first, "CREATE TABLE t (i int)");

        Assert.Null(await ScalarAsync(second, "SELECT 1 FROM pg_tables WHERE tablename = 't'"));
        Assert.Equal("on", await ScalarAsync(second, "SHOW fsync"));
        Assert.Equal("on", await ScalarAsync(second, "SHOW synchronous_commit"));
    }

    private static async Task<object?> ScalarAsync(PostgresDatabase database, string sql)
    {
        await using var connection = new NpgsqlConnection(database.ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}
