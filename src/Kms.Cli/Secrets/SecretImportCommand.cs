using System.CommandLine;
using Kms.Cli.Hosting;
using Kms.Cli.Input;

namespace Kms.Cli.Secrets;

/// <summary><c>kms secret import</c>: prints the new secret's identifier and nothing else.</summary>
internal static class SecretImportCommand
{
    public static Command Build(CommandHost host)
    {
        var file = BytesInput.Argument("The package, as kms secret export printed it");
        var command = new Command("import", "Make a new secret of a package and print its identifier") { file };
        command.SetAction(host.Call(async context =>
        {
            using var package = await BytesInput.ReadAsync(context.Get(file), Limits.Package, context.Io, context.Token);
            var secretId = await context.Client.Secrets.ImportSecretAsync(package.AsToken(), context.Token);
            context.Printer.Value(new("secretId", "secret", secretId));
        }));
        return command;
    }
}
