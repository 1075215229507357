using System.CommandLine;
using Kms.Cli.Hosting;
using Kms.Cli.Input;
using Kms.Cli.Output;

namespace Kms.Cli.Keys;

/// <summary><c>kms encrypt</c>: data in, base64 out.</summary>
internal static class EncryptCommand
{
    public static Command Build(CommandHost host)
    {
        var key = Arguments.KeyId();
        var file = BytesInput.Argument("What to encrypt, 1 to 4096 bytes");
        var binary = Arguments.Binary("Write the ciphertext's bytes instead of base64");
        var command = new Command("encrypt", "Encrypt up to 4096 bytes and print the ciphertext") { key, file, binary };
        command.SetAction(host.Call(async context =>
        {
            using var plaintext = await BytesInput.ReadAsync(context.Get(file), Limits.Body, context.Io, context.Token);
            var ciphertext = await context.Client.Keys.EncryptAsync(context.Get(key), plaintext.Bytes, context.Token);
            if (context.Get(binary)) await context.Io.RawOut.WriteAsync(ciphertext, context.Token);
            else context.Printer.Value(new Field("ciphertext", "ciphertext", Convert.ToBase64String(ciphertext)));
        }));
        return command;
    }
}
