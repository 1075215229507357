namespace Kms.Client.Secrets;

public sealed partial class SecretsClient
{
    /// <summary>Deletes a version, at once and for ever; its number is not used again.</summary>
    /// <param name="secretId">The secret.</param>
    /// <param name="version">The version, as <see cref="SecretVersionInfo.Version"/> names it.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task DeleteSecretVersionAsync(string secretId, string version, CancellationToken cancellationToken = default) =>
        ActAsync("deleteSecretVersion", Version(secretId, version), cancellationToken);
}
