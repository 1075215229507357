using System.CommandLine;
using Kms.Cli.Hosting;
using Kms.Cli.Input;
using Kms.Cli.Output;

namespace Kms.Cli.Keys;

/// <summary><c>kms verify</c>: ends with 0 when the signature is right and with 1 when it is not.</summary>
internal static class VerifyCommand
{
    public static Command Build(CommandHost host)
    {
        var key = Arguments.KeyId();
        var file = BytesInput.Argument("What was signed");
        var signature = new Option<string>("--signature") { Description = "As kms sign printed it", HelpName = "TEXT", Required = true };
        var command = new Command("verify", "Check a signature: exit code 0 if it is right, 1 if not") { key, file, signature };
        command.SetAction(host.Call(async context =>
        {
            using var data = await BytesInput.ReadAsync(context.Get(file), Limits.Body, context.Io, context.Token);
            var valid = await context.Client.Keys.ValidateAsync(context.Get(key), data.Bytes, context.Get(signature)!.Trim(), context.Token);
            context.Printer.Done(valid ? "the signature is right" : "the signature is WRONG", new Field("valid", "", valid));
            return valid ? ExitCode.Done : ExitCode.Refused;
        }));
        return command;
    }
}
