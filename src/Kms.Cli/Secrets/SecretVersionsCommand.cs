using System.CommandLine;
using Kms.Cli.Hosting;
using Kms.Cli.Input;

namespace Kms.Cli.Secrets;

/// <summary><c>kms secret versions</c>.</summary>
internal static class SecretVersionsCommand
{
    public static Command Build(CommandHost host)
    {
        var secret = Arguments.SecretId();
        var page = Arguments.Page();
        var pageSize = Arguments.PageSize();
        var command = new Command("versions", "List a secret's versions, newest first, without what they hold") { secret, page, pageSize };
        command.SetAction(host.Call(async context =>
        {
            using var detail = await context.Client.Secrets.DescribeSecretVersionListAsync(
                context.Get(secret), context.Get(page), context.Get(pageSize), context.Token);
            context.Printer.List(SecretFields.VersionTitles, [.. detail.Versions.Select(SecretFields.Row)], detail.VersionCount);
        }));
        return command;
    }
}
