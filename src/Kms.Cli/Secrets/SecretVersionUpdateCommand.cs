using System.CommandLine;
using Kms.Cli.Hosting;
using Kms.Cli.Input;
using Kms.Cli.Output;

namespace Kms.Cli.Secrets;

/// <summary><c>kms secret version update</c>: changes only what is given.</summary>
internal static class SecretVersionUpdateCommand
{
    public static Command Build(CommandHost host)
    {
        var secret = Arguments.SecretId();
        var version = Arguments.Version();
        var from = InstantOption.ChangeFor("--from", "Readable from", "now");
        var until = InstantOption.ChangeFor("--until", "Readable until", "never");
        var command = new Command("update", "Change when a version may be read") { secret, version, from, until };
        command.Validators.Add(result =>
        {
            if (result.GetResult(from) is null && result.GetResult(until) is null) result.AddError("nothing to change");
        });
        command.SetAction(host.Call(async context =>
        {
            var (secretId, number) = (context.Get(secret), context.Get(version));
            await context.Client.Secrets.UpdateSecretVersionAsync(secretId, number, context.Get(from), context.Get(until), context.Token);
            context.Printer.Done(
                $"version {number} of secret {secretId} is changed", new Field("secretId", "", secretId), new Field("version", "", number));
        }));
        return command;
    }
}
