namespace Kms.Grains.Storage;

/// <summary>A record whose wake instant has come.</summary>
/// <param name="Id">Which.</param>
/// <param name="Revision">Its revision when it was found due.</param>
internal readonly record struct DueRecord(RecordId Id, long Revision);
