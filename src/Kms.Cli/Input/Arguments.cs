using System.CommandLine;

namespace Kms.Cli.Input;

/// <summary>Arguments and options that several commands take.</summary>
internal static class Arguments
{
    public static Argument<string> KeyId() => new("KEY") { Description = "The key's identifier" };

    public static Argument<string> SecretId() => new("SECRET") { Description = "The secret's identifier" };

    public static Argument<string> Version() => new("VERSION") { Description = "The version, such as 1" };

    public static Option<string?> Name() => new("--name") { Description = "Up to 128 characters", HelpName = "TEXT" };

    public static Option<string?> Description() => new("--description") { Description = "Up to 8192 characters", HelpName = "TEXT" };

    public static Option<int> Page() => new("--page") { Description = "From 1", HelpName = "N", DefaultValueFactory = _ => 1 };

    public static Option<int> PageSize() => new("--page-size") { Description = "10 to 100", HelpName = "N", DefaultValueFactory = _ => 10 };

    public static Option<int?> DelayDays() => new("--days") { Description = "Days until the material is destroyed, 7 to 30; default 7", HelpName = "N" };

    public static Option<bool> Binary(string description) => new("--binary") { Description = description };
}
