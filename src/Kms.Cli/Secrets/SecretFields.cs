using Kms.Cli.Output;
using Kms.Client.Secrets;

namespace Kms.Cli.Secrets;

/// <summary>What is said of a secret, and of a version of one. What it holds is never among it.</summary>
internal static class SecretFields
{
    public static string[] Titles { get; } = ["secret", "name", "state", "created"];

    public static string[] VersionTitles { get; } = ["version", "state", "from", "until"];

    public static Field[] Row(SecretInfo secret) =>
    [
        new("secretId", "secret", secret.SecretId),
        new("name", "name", secret.Name),
        new("state", "state", secret.State),
        new("createdAt", "created", secret.CreatedAt),
    ];

    public static Field[] Record(SecretDetail detail) =>
    [
        .. Row(detail.Secret),
        new("versionCount", "versions", detail.VersionCount),
        new("description", "description", detail.Secret.Description),
    ];

    public static Field[] Row(SecretVersionInfo version) =>
    [
        new("version", "version", version.Version),
        new("state", "state", version.State),
        new("startsAt", "from", version.StartsAt),
        new("expiresAt", "until", version.ExpiresAt),
    ];
}
