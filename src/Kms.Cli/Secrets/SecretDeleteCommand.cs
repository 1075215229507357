using System.CommandLine;
using Kms.Cli.Hosting;
using Kms.Cli.Input;
using Kms.Cli.Output;

namespace Kms.Cli.Secrets;

/// <summary><c>kms secret delete</c>.</summary>
internal static class SecretDeleteCommand
{
    public static Command Build(CommandHost host)
    {
        var secret = Arguments.SecretId();
        var command = new Command("delete", "DANGER: delete a secret with all its versions, at once and for ever") { secret };
        command.SetAction(host.Call(async context =>
        {
            var secretValue = context.Get(secret);
            await context.Client.Secrets.DeleteSecretAsync(secretValue, context.Token);
            context.Printer.Done($"secret {secretValue} is deleted", new Field("secretId", "", secretValue));
        }));
        return command;
    }
}
