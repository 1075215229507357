namespace Kms.Client.Secrets;

public sealed partial class SecretsClient
{
    /// <summary>Deletes a secret with all its versions, at once and for ever.</summary>
    /// <param name="secretId">The secret.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task DeleteSecretAsync(string secretId, CancellationToken cancellationToken = default) =>
        ActAsync("deleteSecret", Secret(secretId), cancellationToken);
}
