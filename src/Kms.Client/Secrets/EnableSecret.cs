namespace Kms.Client.Secrets;

public sealed partial class SecretsClient
{
    /// <summary>Enables a secret; an enabled one stays as it is.</summary>
    /// <param name="secretId">The secret.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task EnableSecretAsync(string secretId, CancellationToken cancellationToken = default) =>
        ActAsync("enableSecret", Secret(secretId), cancellationToken);
}
