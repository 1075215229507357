using System.CommandLine;
using Kms.Cli.Output;
using Kms.Client;

namespace Kms.Cli.Hosting;

/// <summary>What a running command has at hand.</summary>
internal sealed record CommandContext(ParseResult Parse, KmsClient Client, Printer Printer, CliIo Io, CancellationToken Token)
{
    public T Get<T>(Argument<T> argument) => Parse.GetRequiredValue(argument);

    public T? Get<T>(Option<T> option) => Parse.GetValue(option);
}
