namespace Kms.Client.Secrets;

public sealed partial class SecretsClient
{
    /// <summary>Enables a version of a secret.</summary>
    /// <param name="secretId">The secret.</param>
    /// <param name="version">The version, as <see cref="SecretVersionInfo.Version"/> names it.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task EnableSecretVersionAsync(string secretId, string version, CancellationToken cancellationToken = default) =>
        ActAsync("enableSecretVersion", Version(secretId, version), cancellationToken);
}
