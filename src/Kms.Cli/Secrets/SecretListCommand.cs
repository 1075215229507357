using System.CommandLine;
using Kms.Cli.Hosting;
using Kms.Cli.Input;

namespace Kms.Cli.Secrets;

/// <summary><c>kms secret list</c>.</summary>
internal static class SecretListCommand
{
    public static Command Build(CommandHost host)
    {
        var page = Arguments.Page();
        var pageSize = Arguments.PageSize();
        var command = new Command("list", "List secrets, newest first, without what they hold") { page, pageSize };
        command.SetAction(host.Call(async context =>
        {
            var secrets = await context.Client.Secrets.DescribeSecretListAsync(context.Get(page), context.Get(pageSize), context.Token);
            context.Printer.List(SecretFields.Titles, [.. secrets.Items.Select(SecretFields.Row)], secrets.TotalCount);
        }));
        return command;
    }
}
