namespace Kms.Client.Secrets;

public sealed partial class SecretsClient
{
    /// <summary>Disables a secret: once this has returned, no version of it is read until it is enabled again.</summary>
    /// <param name="secretId">The secret.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task DisableSecretAsync(string secretId, CancellationToken cancellationToken = default) =>
        ActAsync("disableSecret", Secret(secretId), cancellationToken);
}
