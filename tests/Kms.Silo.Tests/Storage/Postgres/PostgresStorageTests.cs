namespace Kms.Silo.Tests.Storage.Postgres;

public sealed class PostgresStorageTests(PostgresFixture postgres) : StorageContract(postgres), IClassFixture<PostgresFixture>;

public sealed class PostgresCatalogTests(PostgresFixture postgres) : CatalogContract(postgres), IClassFixture<PostgresFixture>;

public sealed class PostgresDatabaseTests(PostgresFixture postgres) : DatabaseContract(postgres), IClassFixture<PostgresFixture>
{
    protected override string Hex(byte[] bytes) => $"'\\x{Convert.ToHexString(bytes)}'::bytea";
}
