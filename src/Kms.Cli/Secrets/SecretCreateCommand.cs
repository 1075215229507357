using System.CommandLine;
using Kms.Cli.Hosting;
using Kms.Cli.Input;
using Kms.Client.Secrets;

namespace Kms.Cli.Secrets;

/// <summary><c>kms secret create</c>: prints the new secret's identifier and nothing else. The content comes from a file or
/// standard input only: on the command line every user of the machine could see it.</summary>
internal static class SecretCreateCommand
{
    public static Command Build(CommandHost host)
    {
        var file = BytesInput.Argument("What the secret holds: UTF-8 text of 1 to 65536 bytes");
        var name = Arguments.Name();
        var description = Arguments.Description();
        var from = InstantOption.For("--from", "Readable from");
        var until = InstantOption.For("--until", "Readable until");
        var command = new Command("create", "Create a secret and print its identifier") { file, name, description, from, until };
        command.SetAction(host.Call(async context =>
        {
            using var data = await BytesInput.ReadAsync(context.Get(file), Limits.Body, context.Io, context.Token);
            var secretId = await context.Client.Secrets.CreateSecretAsync(
                new NewSecret
                {
                    Name = context.Get(name) ?? "",
                    Description = context.Get(description) ?? "",
                    Version = new NewSecretVersion { Data = data.Bytes, StartsAt = context.Get(from), ExpiresAt = context.Get(until) },
                },
                context.Token);
            context.Printer.Value(new("secretId", "secret", secretId));
        }));
        return command;
    }
}
