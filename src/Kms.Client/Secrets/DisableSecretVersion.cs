namespace Kms.Client.Secrets;

public sealed partial class SecretsClient
{
    /// <summary>Disables a version: once this has returned, it is not read until it is enabled again.</summary>
    /// <param name="secretId">The secret.</param>
    /// <param name="version">The version, as <see cref="SecretVersionInfo.Version"/> names it.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task DisableSecretVersionAsync(string secretId, string version, CancellationToken cancellationToken = default) =>
        ActAsync("disableSecretVersion", Version(secretId, version), cancellationToken);
}
