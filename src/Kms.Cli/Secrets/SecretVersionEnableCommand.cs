using System.CommandLine;
using Kms.Cli.Hosting;
using Kms.Cli.Input;
using Kms.Cli.Output;

namespace Kms.Cli.Secrets;

/// <summary><c>kms secret version enable</c>.</summary>
internal static class SecretVersionEnableCommand
{
    public static Command Build(CommandHost host)
    {
        var secret = Arguments.SecretId();
        var version = Arguments.Version();
        var command = new Command("enable", "Enable a version") { secret, version };
        command.SetAction(host.Call(async context =>
        {
            var secretValue = context.Get(secret);
            var versionValue = context.Get(version);
            await context.Client.Secrets.EnableSecretVersionAsync(secretValue, versionValue, context.Token);
            context.Printer.Done($"version {versionValue} of secret {secretValue} is enabled", new Field("secretId", "", secretValue), new Field("version", "", versionValue));
        }));
        return command;
    }
}
