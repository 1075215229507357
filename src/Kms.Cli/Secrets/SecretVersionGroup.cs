using System.CommandLine;
using Kms.Cli.Hosting;

namespace Kms.Cli.Secrets;

/// <summary><c>kms secret version</c>.</summary>
internal static class SecretVersionGroup
{
    public static Command Build(CommandHost host) => new("version", "Change one version of a secret")
    {
        SecretVersionUpdateCommand.Build(host),
        SecretVersionEnableCommand.Build(host),
        SecretVersionDisableCommand.Build(host),
        SecretVersionDeleteCommand.Build(host),
    };
}
