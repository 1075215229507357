namespace Kms.Silo.Tests.Storage.Sqlite;

public sealed class SqliteDatabaseTests(SqliteFixture sqlite) : DatabaseContract(sqlite), IClassFixture<SqliteFixture>
{
    protected override string Hex(byte[] bytes) => $"x'{Convert.ToHexString(bytes)}'";
}
