using System.CommandLine;
using Kms.Cli.Hosting;
using Kms.Cli.Input;

namespace Kms.Cli.Secrets;

/// <summary><c>kms secret show</c>.</summary>
internal static class SecretShowCommand
{
    public static Command Build(CommandHost host)
    {
        var secret = Arguments.SecretId();
        var command = new Command("show", "Describe a secret without what it holds") { secret };
        command.SetAction(host.Call(async context =>
        {
            using var detail = await context.Client.Secrets.DescribeSecretVersionListAsync(context.Get(secret), cancellationToken: context.Token);
            context.Printer.Record(SecretFields.Record(detail));
        }));
        return command;
    }
}
