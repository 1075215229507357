namespace Kms.Silo.Tests.Storage.Sqlite;

public sealed class SqliteStorageTests(SqliteFixture sqlite) : StorageContract(sqlite), IClassFixture<SqliteFixture>;

public sealed class SqliteCatalogTests(SqliteFixture sqlite) : CatalogContract(sqlite), IClassFixture<SqliteFixture>;
