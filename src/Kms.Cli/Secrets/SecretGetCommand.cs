using System.CommandLine;
using Kms.Cli.Hosting;
using Kms.Cli.Input;
using Kms.Cli.Output;
using Kms.Client.Secrets;

namespace Kms.Cli.Secrets;

/// <summary><c>kms secret get</c>: reads a version; what it holds is shown or kept only where it was asked for.</summary>
internal static class SecretGetCommand
{
    public static Command Build(CommandHost host)
    {
        var secret = Arguments.SecretId();
        var version = Arguments.Version();
        version.Description = "The version, such as 1; without it the newest";
        version.Arity = ArgumentArity.ZeroOrOne;
        var reveal = new Option<bool>("--reveal") { Description = "Print what it holds, as it is and nothing else" };
        var output = PrivateFile.Option("Write what it holds");
        var command = new Command("get", "Read one version of a secret") { secret, version, reveal, output };
        command.SetAction(host.Call(async context =>
        {
            using var target = PrivateFile.Create(context.Get(output), context.Io);
            var chosen = context.Parse.GetValue(version) ?? await NewestAsync(context, context.Get(secret));
            using var read = await context.Client.Secrets.DescribeSecretVersionInfoAsync(context.Get(secret), chosen, context.Token);
            target?.Write(read.Data);
            Print(context, read, context.Get(reveal), target);
        }));
        return command;
    }

    private static async Task<string> NewestAsync(CommandContext context, string secretId)
    {
        using var detail = await context.Client.Secrets.DescribeSecretVersionListAsync(secretId, cancellationToken: context.Token);
        return detail.Versions is [var newest, ..] ? newest.Version : throw new UsageException($"secret {secretId} has no version");
    }

    private static void Print(CommandContext context, SecretVersionInfo read, bool reveal, PrivateFile? target)
    {
        if (reveal && !context.Printer.IsJson)
        {
            context.Io.RawOut.Write(read.Data);
            return;
        }
        object data = reveal ? new Utf8Text(read.Data ?? []) : target is null ? Hidden.RevealOrOut : new Hidden($"(in {target.Name})");
        context.Printer.Record([.. SecretFields.Row(read), new("data", "data", data)]);
    }
}
