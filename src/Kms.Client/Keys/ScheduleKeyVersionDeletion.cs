namespace Kms.Client.Keys;

public sealed partial class KeysClient
{
    /// <summary>Plans the destruction of a version with everything encrypted under it; the newest cannot go.</summary>
    /// <param name="keyId">The key.</param>
    /// <param name="version">The version, as <see cref="KeyVersionInfo.Version"/> names it.</param>
    /// <param name="delayDays">Days until its material is destroyed, 7 to 30. Null: 7.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task ScheduleKeyVersionDeletionAsync(string keyId, string version, int? delayDays = null, CancellationToken cancellationToken = default) =>
        ActAsync("scheduleKeyVersionDeletion", Version(keyId, version), cancellationToken, Delay(delayDays));
}
