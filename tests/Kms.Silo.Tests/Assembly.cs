using Kms.Testing.Postgres;

[assembly: AssemblyFixture(typeof(PostgresServer))]
