using System.CommandLine;
using Kms.Cli.Hosting;
using Kms.Cli.Input;
using Kms.Cli.Output;

namespace Kms.Cli.Keys;

/// <summary><c>kms key enable</c>.</summary>
internal static class KeyEnableCommand
{
    public static Command Build(CommandHost host)
    {
        var key = Arguments.KeyId();
        var command = new Command("enable", "Enable a key") { key };
        command.SetAction(host.Call(async context =>
        {
            var keyValue = context.Get(key);
            await context.Client.Keys.EnableKeyAsync(keyValue, context.Token);
            context.Printer.Done($"key {keyValue} is enabled", new Field("keyId", "", keyValue));
        }));
        return command;
    }
}
