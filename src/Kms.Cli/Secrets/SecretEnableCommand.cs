using System.CommandLine;
using Kms.Cli.Hosting;
using Kms.Cli.Input;
using Kms.Cli.Output;

namespace Kms.Cli.Secrets;

/// <summary><c>kms secret enable</c>.</summary>
internal static class SecretEnableCommand
{
    public static Command Build(CommandHost host)
    {
        var secret = Arguments.SecretId();
        var command = new Command("enable", "Enable a secret") { secret };
        command.SetAction(host.Call(async context =>
        {
            var secretValue = context.Get(secret);
            await context.Client.Secrets.EnableSecretAsync(secretValue, context.Token);
            context.Printer.Done($"secret {secretValue} is enabled", new Field("secretId", "", secretValue));
        }));
        return command;
    }
}
