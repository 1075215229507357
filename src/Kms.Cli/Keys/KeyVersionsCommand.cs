using System.CommandLine;
using Kms.Cli.Hosting;
using Kms.Cli.Input;

namespace Kms.Cli.Keys;

/// <summary><c>kms key versions</c>.</summary>
internal static class KeyVersionsCommand
{
    public static Command Build(CommandHost host)
    {
        var key = Arguments.KeyId();
        var page = Arguments.Page();
        var pageSize = Arguments.PageSize();
        var command = new Command("versions", "List a key's versions, newest first") { key, page, pageSize };
        command.SetAction(host.Call(async context =>
        {
            var detail = await context.Client.Keys.DescribeKeyDetailAsync(context.Get(key), context.Get(page), context.Get(pageSize), context.Token);
            context.Printer.List(KeyFields.VersionTitles, [.. detail.Versions.Select(KeyFields.Row)], detail.VersionCount);
        }));
        return command;
    }
}
