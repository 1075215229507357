using Kms.Cli.Bench;
using Kms.Cli.Bench.Processes;
using Kms.Cli.Hosting;

if (args is ["bench", not EchoServerCommand.Name, ..]) SocketTuning.Apply();
using var io = CliIo.OfThisProcess();
return await KmsCommandLine.RunAsync(args, io, CancellationToken.None);
