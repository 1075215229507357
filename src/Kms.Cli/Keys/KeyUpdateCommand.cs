using System.CommandLine;
using Kms.Cli.Hosting;
using Kms.Cli.Input;
using Kms.Cli.Output;
using Kms.Client.Keys;

namespace Kms.Cli.Keys;

/// <summary><c>kms key update</c>: changes only what is given; an empty text clears.</summary>
internal static class KeyUpdateCommand
{
    public static Command Build(CommandHost host)
    {
        var key = Arguments.KeyId();
        var name = Arguments.Name();
        var description = Arguments.Description();
        var rotateEvery = new Option<int?>("--rotate-every") { Description = "Rotate automatically after so many days, 1 to 2560", HelpName = "DAYS" };
        var rotateNever = new Option<bool>("--rotate-never") { Description = "Do not rotate automatically" };
        var command = new Command("update", "Change a key's name, description or automatic rotation") { key, name, description, rotateEvery, rotateNever };
        command.Validators.Add(result =>
        {
            var days = result.GetValue(rotateEvery);
            var never = result.GetValue(rotateNever);
            if (days is not null && never) result.AddError("--rotate-every and --rotate-never exclude each other");
            if (days is null && !never && result.GetValue(name) is null && result.GetValue(description) is null) result.AddError("nothing to change");
        });
        command.SetAction(host.Call(async context =>
        {
            var days = context.Get(rotateEvery);
            var change = new KeyChange
            {
                Name = context.Get(name),
                Description = context.Get(description),
                AutoRotate = days is not null ? true : context.Get(rotateNever) ? false : null,
                RotationCycleDays = days,
            };
            await context.Client.Keys.UpdateKeyDescriptionAsync(context.Get(key), change, context.Token);
            context.Printer.Done($"key {context.Get(key)} is changed", new Field("keyId", "key", context.Get(key)));
        }));
        return command;
    }
}
