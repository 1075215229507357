using System.CommandLine;
using Kms.Cli.Hosting;
using Kms.Cli.Input;
using Kms.Client.Secrets;

namespace Kms.Cli.Secrets;

/// <summary><c>kms secret put</c>: adds a version and prints its number.</summary>
internal static class SecretPutCommand
{
    public static Command Build(CommandHost host)
    {
        var secret = Arguments.SecretId();
        var file = BytesInput.Argument("What the new version holds: UTF-8 text of 1 to 65536 bytes");
        var from = InstantOption.For("--from", "Readable from");
        var until = InstantOption.For("--until", "Readable until");
        var command = new Command("put", "Add a version to a secret and print its number") { secret, file, from, until };
        command.SetAction(host.Call(async context =>
        {
            using var data = await BytesInput.ReadAsync(context.Get(file), Limits.Body, context.Io, context.Token);
            var version = await context.Client.Secrets.CreateSecretVersionAsync(
                context.Get(secret),
                new NewSecretVersion { Data = data.Bytes, StartsAt = context.Get(from), ExpiresAt = context.Get(until) },
                context.Token);
            context.Printer.Value(new("version", "version", version));
        }));
        return command;
    }
}
