using Kms.Cli.Hosting;

using var io = CliIo.OfThisProcess();
return await KmsCommandLine.RunAsync(args, io, CancellationToken.None);
