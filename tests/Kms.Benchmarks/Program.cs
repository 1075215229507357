using System.Reflection;
using System.Runtime.Versioning;
using BenchmarkDotNet.Running;

[assembly: SupportedOSPlatform("linux")]

// dotnet run -c Release --project tests/Kms.Benchmarks -- --filter '*SoftwareHsm*'
BenchmarkSwitcher.FromAssembly(Assembly.GetExecutingAssembly()).Run(args);
