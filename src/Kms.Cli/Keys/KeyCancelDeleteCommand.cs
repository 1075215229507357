using System.CommandLine;
using Kms.Cli.Hosting;
using Kms.Cli.Input;
using Kms.Cli.Output;

namespace Kms.Cli.Keys;

/// <summary><c>kms key cancel-delete</c>.</summary>
internal static class KeyCancelDeleteCommand
{
    public static Command Build(CommandHost host)
    {
        var key = Arguments.KeyId();
        var command = new Command("cancel-delete", "Cancel a planned destruction; the key is then disabled") { key };
        command.SetAction(host.Call(async context =>
        {
            var keyValue = context.Get(key);
            await context.Client.Keys.CancelKeyDeletionAsync(keyValue, context.Token);
            context.Printer.Done($"key {keyValue} will not be destroyed; it is disabled", new Field("keyId", "", keyValue));
        }));
        return command;
    }
}
