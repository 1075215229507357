namespace Kms.Client.Keys;

public sealed partial class KeysClient
{
    /// <summary>Plans the destruction of a key with everything encrypted under it; from now on it is as good as disabled.</summary>
    /// <param name="keyId">The key.</param>
    /// <param name="delayDays">Days until its material is destroyed, 7 to 30. Null: 7.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task ScheduleKeyDeletionAsync(string keyId, int? delayDays = null, CancellationToken cancellationToken = default) =>
        ActAsync("scheduleKeyDeletion", Key(keyId), cancellationToken, Delay(delayDays));
}
