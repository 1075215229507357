using System.CommandLine;
using System.Security.Cryptography;
using Kms.Cli.Hosting;
using Kms.Cli.Input;
using Kms.Cli.Output;

namespace Kms.Cli.Keys;

/// <summary><c>kms decrypt</c>: base64 in, the plaintext's bytes out, which is what was asked for. JSON has them in base64.</summary>
internal static class DecryptCommand
{
    public static Command Build(CommandHost host)
    {
        var key = Arguments.KeyId();
        var ciphertext = CiphertextInput.Argument();
        var binary = Arguments.Binary("The ciphertext is bytes, not base64");
        var output = PrivateFile.Option("Write the plaintext");
        var command = new Command("decrypt", "Decrypt and write the plaintext's bytes") { key, ciphertext, binary, output };
        command.SetAction(host.Call(async context =>
        {
            var bytes = await CiphertextInput.ReadAsync(context, ciphertext, binary);
            using var target = PrivateFile.Create(context.Get(output), context.Io);
            var plaintext = await context.Client.Keys.DecryptAsync(context.Get(key), bytes, context.Token);
            try
            {
                Write(context, plaintext, target);
            }
            finally
            {
                CryptographicOperations.ZeroMemory(plaintext);
            }
        }));
        return command;
    }

    private static void Write(CommandContext context, byte[] plaintext, PrivateFile? target)
    {
        if (target is not null)
        {
            target.Write(plaintext);
            context.Printer.Done($"{plaintext.Length} bytes in {target.Name}", new("bytes", "", plaintext.Length), new("file", "", target.Name));
        }
        else if (context.Printer.IsJson)
        {
            using var base64 = Base64Text.Of(plaintext);
            context.Printer.Value(new("plaintext", "plaintext", base64.Text));
        }
        else
        {
            context.Io.RawOut.Write(plaintext);
        }
    }
}
