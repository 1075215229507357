using System.CommandLine;
using Kms.Cli.Hosting;
using Kms.Cli.Input;
using Kms.Cli.Output;

namespace Kms.Cli.Keys;

/// <summary><c>kms data-key</c>: the encrypted form is printed, the plain one only where it was asked for.</summary>
internal static class DataKeyCommand
{
    public static Command Build(CommandHost host)
    {
        var key = Arguments.KeyId();
        var reveal = new Option<bool>("--reveal") { Description = "Print the plain data key, in base64" };
        var output = PrivateFile.Option("Write the plain data key's 32 bytes");
        var command = new Command("data-key", "Make a data key and print it encrypted") { key, reveal, output };
        command.SetAction(host.Call(async context =>
        {
            using var target = PrivateFile.Create(context.Get(output), context.Io);
            using var dataKey = await context.Client.Keys.GenerateDataKeyAsync(context.Get(key), context.Token);
            target?.Write(dataKey.Plaintext);
            using var plain = Base64Text.Of(dataKey.Plaintext);
            context.Printer.Record(
                new("ciphertext", "ciphertext", Convert.ToBase64String(dataKey.Ciphertext)),
                new("plaintext", "plaintext", context.Get(reveal) ? plain.Text : target is null ? Hidden.RevealOrOut : new Hidden($"(in {target.Name})")));
        }));
        return command;
    }
}
