namespace Kms.Grains.Secrets;

/// <summary>The side of a secret that the scheduler wakes. Not for callers. Grain key: as of <c>ISecretGrain</c>.</summary>
[Alias("kms.ISecretWakeGrain")]
internal interface ISecretWakeGrain : IGrainWithStringKey
{
    /// <summary>Erases the values of deleted versions that are still to be erased. Repeating it is harmless.</summary>
    [Alias("Wake")]
    Task WakeAsync();
}
