namespace Kms.Client.Keys;

public sealed partial class KeysClient
{
    /// <summary>Disables a version: what it encrypted cannot be decrypted, and if it is the newest, nothing can be encrypted.</summary>
    /// <param name="keyId">The key.</param>
    /// <param name="version">The version, as <see cref="KeyVersionInfo.Version"/> names it.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task DisableKeyVersionAsync(string keyId, string version, CancellationToken cancellationToken = default) =>
        ActAsync("disableKeyVersion", Version(keyId, version), cancellationToken);
}
