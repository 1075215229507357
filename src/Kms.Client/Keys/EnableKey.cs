namespace Kms.Client.Keys;

public sealed partial class KeysClient
{
    /// <summary>Enables a disabled key; an enabled one stays as it is.</summary>
    /// <param name="keyId">The key.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task EnableKeyAsync(string keyId, CancellationToken cancellationToken = default) =>
        ActAsync("enableKey", Key(keyId), cancellationToken);
}
