using BenchmarkDotNet.Running;

// dotnet run -c Release --project tests/Kms.Benchmarks -- --filter '*SoftwareHsm*'
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
