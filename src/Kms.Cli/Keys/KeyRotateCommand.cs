using System.CommandLine;
using Kms.Cli.Hosting;
using Kms.Cli.Input;
using Kms.Cli.Output;

namespace Kms.Cli.Keys;

/// <summary><c>kms key rotate</c>.</summary>
internal static class KeyRotateCommand
{
    public static Command Build(CommandHost host)
    {
        var key = Arguments.KeyId();
        var command = new Command("rotate", "Add a version, which encrypts from now on") { key };
        command.SetAction(host.Call(async context =>
        {
            var keyValue = context.Get(key);
            await context.Client.Keys.KeyRotationAsync(keyValue, context.Token);
            context.Printer.Done($"key {keyValue} has a new version", new Field("keyId", "", keyValue));
        }));
        return command;
    }
}
