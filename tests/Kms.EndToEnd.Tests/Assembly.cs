using Kms.Testing.Postgres;

[assembly: AssemblyFixture(typeof(PostgresServer))]
[assembly: CollectionBehavior(DisableTestParallelization = true)] // whole servers, on few cores
