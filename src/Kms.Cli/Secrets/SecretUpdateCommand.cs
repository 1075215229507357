using System.CommandLine;
using Kms.Cli.Hosting;
using Kms.Cli.Input;
using Kms.Cli.Output;

namespace Kms.Cli.Secrets;

/// <summary><c>kms secret update</c>: changes only what is given; an empty text clears.</summary>
internal static class SecretUpdateCommand
{
    public static Command Build(CommandHost host)
    {
        var secret = Arguments.SecretId();
        var name = Arguments.Name();
        var description = Arguments.Description();
        var command = new Command("update", "Change a secret's name or description") { secret, name, description };
        command.Validators.Add(result =>
        {
            if (result.GetValue(name) is null && result.GetValue(description) is null) result.AddError("nothing to change");
        });
        command.SetAction(host.Call(async context =>
        {
            var secretId = context.Get(secret);
            await context.Client.Secrets.UpdateSecretAsync(secretId, context.Get(name), context.Get(description), context.Token);
            context.Printer.Done($"secret {secretId} is changed", new Field("secretId", "", secretId));
        }));
        return command;
    }
}
