using System.CommandLine;
using Kms.Cli.Hosting;
using Kms.Cli.Input;

namespace Kms.Cli.Keys;

/// <summary><c>kms sign</c>: data in, the signature as the service writes it out.</summary>
internal static class SignCommand
{
    public static Command Build(CommandHost host)
    {
        var key = Arguments.KeyId();
        var file = BytesInput.Argument("What to sign, 1 to 4096 bytes");
        var command = new Command("sign", "Sign up to 4096 bytes and print the signature") { key, file };
        command.SetAction(host.Call(async context =>
        {
            using var data = await BytesInput.ReadAsync(context.Get(file), Limits.Body, context.Io, context.Token);
            var signature = await context.Client.Keys.SignAsync(context.Get(key), data.Bytes, context.Token);
            context.Printer.Value(new("signature", "signature", signature));
        }));
        return command;
    }
}
