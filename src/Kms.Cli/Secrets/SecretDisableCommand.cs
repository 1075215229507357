using System.CommandLine;
using Kms.Cli.Hosting;
using Kms.Cli.Input;
using Kms.Cli.Output;

namespace Kms.Cli.Secrets;

/// <summary><c>kms secret disable</c>.</summary>
internal static class SecretDisableCommand
{
    public static Command Build(CommandHost host)
    {
        var secret = Arguments.SecretId();
        var command = new Command("disable", "Disable a secret: nothing of it is read until it is enabled") { secret };
        command.SetAction(host.Call(async context =>
        {
            var secretValue = context.Get(secret);
            await context.Client.Secrets.DisableSecretAsync(secretValue, context.Token);
            context.Printer.Done($"secret {secretValue} is disabled", new Field("secretId", "", secretValue));
        }));
        return command;
    }
}
