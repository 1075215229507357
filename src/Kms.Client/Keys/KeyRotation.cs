namespace Kms.Client.Keys;

public sealed partial class KeysClient
{
    /// <summary>Adds a version and makes it the one that encrypts. Not safe to repeat: each call adds another. Symmetric keys only.</summary>
    /// <param name="keyId">The key.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task KeyRotationAsync(string keyId, CancellationToken cancellationToken = default) =>
        ActAsync("keyRotation", Key(keyId), cancellationToken);
}
