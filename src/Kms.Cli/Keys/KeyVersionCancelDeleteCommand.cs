using System.CommandLine;
using Kms.Cli.Hosting;
using Kms.Cli.Input;
using Kms.Cli.Output;

namespace Kms.Cli.Keys;

/// <summary><c>kms key version cancel-delete</c>.</summary>
internal static class KeyVersionCancelDeleteCommand
{
    public static Command Build(CommandHost host)
    {
        var key = Arguments.KeyId();
        var version = Arguments.Version();
        var command = new Command("cancel-delete", "Cancel a planned destruction; the version is then disabled") { key, version };
        command.SetAction(host.Call(async context =>
        {
            var keyValue = context.Get(key);
            var versionValue = context.Get(version);
            await context.Client.Keys.CancelKeyVersionDeletionAsync(keyValue, versionValue, context.Token);
            context.Printer.Done($"version {versionValue} of key {keyValue} will not be destroyed; it is disabled", new Field("keyId", "", keyValue), new Field("version", "", versionValue));
        }));
        return command;
    }
}
