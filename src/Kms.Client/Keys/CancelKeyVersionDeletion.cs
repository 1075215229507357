namespace Kms.Client.Keys;

public sealed partial class KeysClient
{
    /// <summary>Cancels the planned deletion of a version, which is then disabled.</summary>
    /// <param name="keyId">The key.</param>
    /// <param name="version">The version, as <see cref="KeyVersionInfo.Version"/> names it.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task CancelKeyVersionDeletionAsync(string keyId, string version, CancellationToken cancellationToken = default) =>
        ActAsync("cancelKeyVersionDeletion", Version(keyId, version), cancellationToken);
}
