using System.CommandLine;
using Kms.Cli.Hosting;
using Kms.Cli.Input;
using Kms.Cli.Output;

namespace Kms.Cli.Keys;

/// <summary><c>kms key version delete</c>.</summary>
internal static class KeyVersionDeleteCommand
{
    public static Command Build(CommandHost host)
    {
        var key = Arguments.KeyId();
        var version = Arguments.Version();
        var days = Arguments.DelayDays();
        var command = new Command("delete", "Plan the destruction of a version; the newest cannot go") { key, version, days };
        command.SetAction(host.Call(async context =>
        {
            var keyValue = context.Get(key);
            var versionValue = context.Get(version);
            await context.Client.Keys.ScheduleKeyVersionDeletionAsync(keyValue, versionValue, context.Get(days), context.Token);
            context.Printer.Done($"version {versionValue} of key {keyValue} will be destroyed; cancel-delete prevents it", new Field("keyId", "", keyValue), new Field("version", "", versionValue));
        }));
        return command;
    }
}
