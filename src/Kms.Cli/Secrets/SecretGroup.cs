using System.CommandLine;
using Kms.Cli.Hosting;

namespace Kms.Cli.Secrets;

/// <summary><c>kms secret</c>.</summary>
internal static class SecretGroup
{
    public static Command Build(CommandHost host) => new("secret", "Make, read and change secrets")
    {
        SecretCreateCommand.Build(host),
        SecretListCommand.Build(host),
        SecretShowCommand.Build(host),
        SecretVersionsCommand.Build(host),
        SecretGetCommand.Build(host),
        SecretPutCommand.Build(host),
        SecretUpdateCommand.Build(host),
        SecretEnableCommand.Build(host),
        SecretDisableCommand.Build(host),
        SecretDeleteCommand.Build(host),
        SecretExportCommand.Build(host),
        SecretImportCommand.Build(host),
        SecretVersionGroup.Build(host),
    };
}
