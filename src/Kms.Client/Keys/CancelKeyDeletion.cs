namespace Kms.Client.Keys;

public sealed partial class KeysClient
{
    /// <summary>Cancels a planned deletion; the key is then disabled.</summary>
    /// <param name="keyId">The key.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task CancelKeyDeletionAsync(string keyId, CancellationToken cancellationToken = default) =>
        ActAsync("cancelKeyDeletion", Key(keyId), cancellationToken);
}
