namespace Kms.Grains.Keys;

/// <summary>The side of a key that the scheduler wakes. Not for callers. Grain key: as of <c>IKeyGrain</c>.</summary>
[Alias("kms.IKeyWakeGrain")]
internal interface IKeyWakeGrain : IGrainWithStringKey
{
    /// <summary>Does what is due now by the key's own state; nothing, when nothing is. Repeating it is harmless.</summary>
    [Alias("Wake")]
    Task WakeAsync();
}
