using System.CommandLine;
using Kms.Cli.Hosting;
using Kms.Cli.Input;
using Kms.Cli.Output;

namespace Kms.Cli.Keys;

/// <summary><c>kms key version disable</c>.</summary>
internal static class KeyVersionDisableCommand
{
    public static Command Build(CommandHost host)
    {
        var key = Arguments.KeyId();
        var version = Arguments.Version();
        var command = new Command("disable", "Disable a version: what it encrypted cannot be decrypted") { key, version };
        command.SetAction(host.Call(async context =>
        {
            var keyValue = context.Get(key);
            var versionValue = context.Get(version);
            await context.Client.Keys.DisableKeyVersionAsync(keyValue, versionValue, context.Token);
            context.Printer.Done($"version {versionValue} of key {keyValue} is disabled", new Field("keyId", "", keyValue), new Field("version", "", versionValue));
        }));
        return command;
    }
}
