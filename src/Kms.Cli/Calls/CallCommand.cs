using System.CommandLine;
using System.Text;
using Kms.Cli.Hosting;
using Kms.Cli.Input;
using Kms.Cli.Output;
using Kms.Client.Operations;

namespace Kms.Cli.Calls;

/// <summary><c>kms call</c>: any of the 35 operations by its name; prints the member <c>result</c>.</summary>
internal static class CallCommand
{
    public static Command Build(CommandHost host)
    {
        var operation = new Argument<string>("OPERATION") { HelpName = "OPERATION", Description = "Its name in JD Cloud's documents, such as describeKeyList" };
        operation.Validators.Add(result =>
        {
            var name = result.Tokens[0].Value;
            if (OperationTable.All.All(row => row.Name != name))
                result.AddError($"there is no operation '{name}'; there are {string.Join(", ", OperationTable.All.Select(row => row.Name))}");
        });
        operation.CompletionSources.Add(_ => OperationTable.All.Select(row => new System.CommandLine.Completions.CompletionItem(row.Name)));
        var parameters = new Option<string[]>("--param") { Description = "A parameter of path or query; repeatable", HelpName = "NAME=VALUE", Arity = ArgumentArity.OneOrMore };
        var body = new Option<string?>("--body") { Description = "A JSON object, @FILE, or - for standard input", HelpName = "JSON" };
        var reveal = new Option<bool>("--reveal") { Description = "Show plaintext and secretData" };
        var command = new Command("call", "Call any operation by its name and print its result") { operation, parameters, body, reveal };
        command.SetAction(host.Call(async context =>
        {
            var row = OperationTable.Find(context.Get(operation));
            var (path, query) = CallParameters.Split(row, context.Get(parameters) ?? []);
            using var json = await ReadBodyAsync(context.Get(body), context);
            using var reply = await context.Client.CallAsync(row.Name, path, query, json?.Bytes ?? default(ReadOnlyMemory<byte>), context.Token);
            ResultText.Print(reply.Result.Span, context.Get(reveal), context.Printer);
        }));
        return command;
    }

    private static async Task<BytesInput?> ReadBodyAsync(string? text, CommandContext context) => text switch
    {
        null => null,
        "-" => await BytesInput.ReadAsync("-", Limits.Package, context.Io, context.Token),
        ['@', ..] => await BytesInput.ReadAsync(text[1..], Limits.Package, context.Io, context.Token),
        _ => BytesInput.Of(Encoding.UTF8.GetBytes(text)),
    };
}
