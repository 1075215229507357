using System.CommandLine;
using Kms.Cli.Hosting;
using Kms.Cli.Input;
using Kms.Cli.Output;

namespace Kms.Cli.Keys;

/// <summary><c>kms public-key</c>: PEM, as it is.</summary>
internal static class PublicKeyCommand
{
    public static Command Build(CommandHost host)
    {
        var key = Arguments.KeyId();
        var command = new Command("public-key", "Print the public half of an RSA key, in PEM") { key };
        command.SetAction(host.Call(async context =>
        {
            var pem = await context.Client.Keys.GetPublicKeyAsync(context.Get(key), context.Token);
            if (context.Printer.IsJson) context.Printer.Value(new Field("publicKey", "", pem));
            else await context.Io.Out.WriteAsync(pem.EndsWith('\n') ? pem : pem + '\n');
        }));
        return command;
    }
}
