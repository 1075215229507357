using System.CommandLine;
using Kms.Cli.Hosting;

namespace Kms.Cli.Keys;

/// <summary><c>kms key</c>.</summary>
internal static class KeyGroup
{
    public static Command Build(CommandHost host) => new("key", "Make, see and change keys")
    {
        KeyCreateCommand.Build(host),
        KeyListCommand.Build(host),
        KeyShowCommand.Build(host),
        KeyVersionsCommand.Build(host),
        KeyUpdateCommand.Build(host),
        KeyEnableCommand.Build(host),
        KeyDisableCommand.Build(host),
        KeyRotateCommand.Build(host),
        KeyDeleteCommand.Build(host),
        KeyCancelDeleteCommand.Build(host),
        KeyVersionGroup.Build(host),
    };
}
