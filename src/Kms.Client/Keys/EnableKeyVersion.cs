namespace Kms.Client.Keys;

public sealed partial class KeysClient
{
    /// <summary>Enables a disabled version.</summary>
    /// <param name="keyId">The key.</param>
    /// <param name="version">The version, as <see cref="KeyVersionInfo.Version"/> names it.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task EnableKeyVersionAsync(string keyId, string version, CancellationToken cancellationToken = default) =>
        ActAsync("enableKeyVersion", Version(keyId, version), cancellationToken);
}
