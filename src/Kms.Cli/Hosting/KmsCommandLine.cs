using System.CommandLine;
using System.CommandLine.Invocation;
using Kms.Cli.Bench;
using Kms.Cli.Calls;
using Kms.Cli.Keys;
using Kms.Cli.Secrets;

namespace Kms.Cli.Hosting;

/// <summary>The whole command line.</summary>
internal static class KmsCommandLine
{
    // '@' begins no response file: a name or a JSON body may begin with it.
    private static readonly ParserConfiguration Parsing = new() { ResponseFileTokenReplacer = null };

    public static async Task<int> RunAsync(IReadOnlyList<string> args, CliIo io, CancellationToken cancellationToken)
    {
        var parse = Build(io).Parse(args, Parsing);
        var isError = parse.Action is ParseErrorAction;
        if (parse.Action is ParseErrorAction action) action.ShowHelp = false;
        var code = await parse.InvokeAsync(new() { Output = io.Out, Error = io.Error, EnableDefaultExceptionHandler = false }, cancellationToken);
        return isError ? ExitCode.Usage : code;
    }

    public static RootCommand Build(CliIo io)
    {
        var options = new GlobalOptions();
        var host = new CommandHost(io, options);
        var root = new RootCommand("Keys and secrets of a JD Cloud KMS v1 service. Exit codes: 0 done, 1 refused, 2 usage, 3 unavailable.")
        {
            KeyGroup.Build(host),
            EncryptCommand.Build(host),
            DecryptCommand.Build(host),
            DataKeyCommand.Build(host),
            SignCommand.Build(host),
            VerifyCommand.Build(host),
            PublicKeyCommand.Build(host),
            SecretGroup.Build(host),
            CallCommand.Build(host),
            BenchCommand.Build(host),
        };
        options.AddTo(root);
        return root;
    }
}
