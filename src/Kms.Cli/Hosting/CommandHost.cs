using System.CommandLine;
using Kms.Cli.Credentials;
using Kms.Cli.Output;
using Kms.Client;
using Kms.Client.Errors;

namespace Kms.Cli.Hosting;

/// <summary>Runs what commands do, and turns every end into an exit code.</summary>
internal sealed class CommandHost(CliIo io, GlobalOptions options)
{
    public CliIo Io => io;

    public GlobalOptions Options => options;

    /// <summary>An action that needs a client.</summary>
    public Func<ParseResult, CancellationToken, Task<int>> Call(Func<CommandContext, Task<int>> action) => Run(async (parse, printer, token) =>
    {
        using var credentials = CredentialSource.Find(parse, options, io);
        using var client = new KmsClient(credentials.ToOptions(parse.GetValue(options.AllowPlainHttp)));
        return await action(new CommandContext(parse, client, printer, io, token));
    });

    /// <summary>An action that ends well unless it throws.</summary>
    public Func<ParseResult, CancellationToken, Task<int>> Call(Func<CommandContext, Task> action) => Call(async context =>
    {
        await action(context);
        return ExitCode.Done;
    });

    /// <summary>An action that makes its own clients.</summary>
    public Func<ParseResult, CancellationToken, Task<int>> Run(Func<ParseResult, Printer, CancellationToken, Task<int>> action) =>
        async (parse, token) =>
        {
            var printer = new Printer(io, parse.GetValue(options.Json));
            try
            {
                return await action(parse, printer, token);
            }
            catch (KmsApiException refusal)
            {
                printer.Refusal(refusal);
                return refusal.IsTransient ? ExitCode.Unavailable : ExitCode.Refused;
            }
            catch (KmsUnavailableException failure)
            {
                printer.Error("UNAVAILABLE", failure.Message);
                return ExitCode.Unavailable;
            }
            catch (OperationCanceledException)
            {
                printer.Error("CANCELLED", "ended before it was done");
                return ExitCode.Unavailable;
            }
            catch (Exception exception) when (exception is UsageException or ArgumentException or IOException or UnauthorizedAccessException)
            {
                printer.Error("USAGE", Sentence(exception));
                return ExitCode.Usage;
            }
        };

    // The runtime appends the parameter's name, which means nothing to who types commands.
    private static string Sentence(Exception exception) =>
        exception is ArgumentException { ParamName: { } name } ? exception.Message.Replace($" (Parameter '{name}')", "", StringComparison.Ordinal) : exception.Message;
}
