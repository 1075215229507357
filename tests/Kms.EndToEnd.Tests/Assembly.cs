using System.Runtime.Versioning;
using Kms.Testing.Postgres;
using Xunit.Sdk;
using Xunit.v3;

[assembly: AssemblyFixture(typeof(PostgresServer))]
[assembly: Parallelization(Mode = ParallelMode.None)] // whole servers, on few cores
[assembly: SupportedOSPlatform("linux")] // signals, file modes, SoftHSM from Debian
