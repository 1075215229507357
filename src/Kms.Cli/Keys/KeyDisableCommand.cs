using System.CommandLine;
using Kms.Cli.Hosting;
using Kms.Cli.Input;
using Kms.Cli.Output;

namespace Kms.Cli.Keys;

/// <summary><c>kms key disable</c>.</summary>
internal static class KeyDisableCommand
{
    public static Command Build(CommandHost host)
    {
        var key = Arguments.KeyId();
        var command = new Command("disable", "Disable a key: nothing works with it until it is enabled") { key };
        command.SetAction(host.Call(async context =>
        {
            var keyValue = context.Get(key);
            await context.Client.Keys.DisableKeyAsync(keyValue, context.Token);
            context.Printer.Done($"key {keyValue} is disabled", new Field("keyId", "", keyValue));
        }));
        return command;
    }
}
