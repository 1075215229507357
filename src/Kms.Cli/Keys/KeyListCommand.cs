using System.CommandLine;
using Kms.Cli.Hosting;
using Kms.Cli.Input;

namespace Kms.Cli.Keys;

/// <summary><c>kms key list</c>.</summary>
internal static class KeyListCommand
{
    public static Command Build(CommandHost host)
    {
        var page = Arguments.Page();
        var pageSize = Arguments.PageSize();
        var command = new Command("list", "List keys, newest first") { page, pageSize };
        command.SetAction(host.Call(async context =>
        {
            var keys = await context.Client.Keys.DescribeKeyListAsync(context.Get(page), context.Get(pageSize), context.Token);
            context.Printer.List(KeyFields.Titles, [.. keys.Items.Select(KeyFields.Row)], keys.TotalCount);
        }));
        return command;
    }
}
