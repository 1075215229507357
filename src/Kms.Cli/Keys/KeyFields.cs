using Kms.Cli.Output;
using Kms.Client.Keys;

namespace Kms.Cli.Keys;

/// <summary>What is said of a key, and of a version of one.</summary>
internal static class KeyFields
{
    public static string[] Titles { get; } = ["key", "name", "spec", "state", "created", "rotates", "destroyed", "protection"];

    public static string[] VersionTitles { get; } = ["version", "state", "created", "destroyed"];

    public static Field[] Row(KeyInfo key) =>
    [
        new("keyId", "key", key.KeyId),
        new("name", "name", key.Name),
        new("spec", "spec", key.Spec),
        new("state", "state", key.State),
        new("createdAt", "created", key.CreatedAt),
        new("rotationCycleDays", "rotates", key.RotationCycleDays),
        new("deleteAt", "destroyed", key.DeleteAt),
        new("protection", "protection", key.Protection),
    ];

    public static Field[] Record(KeyInfo key) => [.. Row(key), new("description", "description", key.Description)];

    public static Field[] Row(KeyVersionInfo version) =>
    [
        new("version", "version", version.Version),
        new("state", "state", version.State),
        new("createdAt", "created", version.CreatedAt),
        new("deleteAt", "destroyed", version.DeleteAt),
    ];
}
