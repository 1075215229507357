using System.CommandLine;
using Kms.Cli.Hosting;

namespace Kms.Cli.Keys;

/// <summary><c>kms key version</c>.</summary>
internal static class KeyVersionGroup
{
    public static Command Build(CommandHost host) => new("version", "Change one version of a key")
    {
        KeyVersionEnableCommand.Build(host),
        KeyVersionDisableCommand.Build(host),
        KeyVersionDeleteCommand.Build(host),
        KeyVersionCancelDeleteCommand.Build(host),
    };
}
