using System.CommandLine;
using Kms.Cli.Hosting;
using Kms.Cli.Input;

namespace Kms.Cli.Keys;

/// <summary><c>kms key show</c>.</summary>
internal static class KeyShowCommand
{
    public static Command Build(CommandHost host)
    {
        var key = Arguments.KeyId();
        var command = new Command("show", "Describe a key") { key };
        command.SetAction(host.Call(async context =>
            context.Printer.Record(KeyFields.Record(await context.Client.Keys.DescribeKeyAsync(context.Get(key), context.Token)))));
        return command;
    }
}
