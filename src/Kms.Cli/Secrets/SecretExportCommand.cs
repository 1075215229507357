using System.CommandLine;
using System.Text;
using Kms.Cli.Hosting;
using Kms.Cli.Input;
using Kms.Cli.Output;

namespace Kms.Cli.Secrets;

/// <summary><c>kms secret export</c>: the package is encrypted by the service, so that printing it shows nothing.</summary>
internal static class SecretExportCommand
{
    public static Command Build(CommandHost host)
    {
        var secret = Arguments.SecretId();
        var output = PrivateFile.Option("Write the package");
        var command = new Command("export", "Print a secret with all its versions as an encrypted package") { secret, output };
        command.SetAction(host.Call(async context =>
        {
            using var target = PrivateFile.Create(context.Get(output), context.Io);
            var package = await context.Client.Secrets.ExportSecretAsync(context.Get(secret), context.Token);
            if (target is null)
            {
                context.Printer.Value(new("package", "", package));
                return;
            }
            target.Write(Encoding.ASCII.GetBytes(package));
            context.Printer.Done($"the package is in {target.Name}", new Field("file", "", target.Name));
        }));
        return command;
    }
}
