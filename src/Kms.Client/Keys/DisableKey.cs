namespace Kms.Client.Keys;

public sealed partial class KeysClient
{
    /// <summary>Disables a key: once this has returned, nothing succeeds with its material until it is enabled again.</summary>
    /// <param name="keyId">The key.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task DisableKeyAsync(string keyId, CancellationToken cancellationToken = default) =>
        ActAsync("disableKey", Key(keyId), cancellationToken);
}
