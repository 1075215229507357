using System.CommandLine;
using Kms.Cli.Hosting;
using Kms.Cli.Input;
using Kms.Cli.Output;

namespace Kms.Cli.Keys;

/// <summary><c>kms key delete</c>.</summary>
internal static class KeyDeleteCommand
{
    public static Command Build(CommandHost host)
    {
        var key = Arguments.KeyId();
        var days = Arguments.DelayDays();
        var command = new Command("delete", "Plan the destruction of a key; it stops working at once") { key, days };
        command.SetAction(host.Call(async context =>
        {
            var keyValue = context.Get(key);
            await context.Client.Keys.ScheduleKeyDeletionAsync(keyValue, context.Get(days), context.Token);
            context.Printer.Done($"key {keyValue} will be destroyed; cancel-delete prevents it", new Field("keyId", "", keyValue));
        }));
        return command;
    }
}
