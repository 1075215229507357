using System.CommandLine;
using Kms.Cli.Hosting;
using Kms.Cli.Input;
using Kms.Cli.Output;
using Kms.Client.Keys;

namespace Kms.Cli.Keys;

/// <summary><c>kms key create</c>: prints the new key's identifier and nothing else.</summary>
internal static class KeyCreateCommand
{
    public static Command Build(CommandHost host)
    {
        var name = Arguments.Name();
        var description = Arguments.Description();
        var spec = new Option<string>("--spec") { Description = "What kind of key", DefaultValueFactory = _ => "aes-256" };
        spec.AcceptOnlyFromAmong([.. Words.Specs.Keys]);
        var rotateEvery = new Option<int>("--rotate-every") { Description = "Days between automatic rotations, 1 to 2560; default: none", HelpName = "DAYS" };
        var command = new Command("create", "Create a key and print its identifier") { name, description, spec, rotateEvery };
        command.SetAction(host.Call(async context =>
        {
            var keyId = await context.Client.Keys.CreateKeyAsync(
                new NewKey
                {
                    Name = context.Get(name) ?? "",
                    Description = context.Get(description) ?? "",
                    Spec = Words.Specs[context.Get(spec)!],
                    RotationCycleDays = context.Get(rotateEvery),
                },
                context.Token);
            context.Printer.Value(new("keyId", "key", keyId));
        }));
        return command;
    }
}
