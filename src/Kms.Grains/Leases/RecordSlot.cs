using Kms.Grains.Storage;

namespace Kms.Grains.Leases;

/// <summary>What a silo knows of one record.</summary>
internal abstract class RecordSlot(RecordId id)
{
    /// <summary>Whose record it is.</summary>
    public RecordId Id { get; } = id;

    /// <summary>Forgets what is older than a revision, and lets a load in flight be repeated if it reads that.</summary>
    public abstract void Drop(long revision);

    /// <summary>Gives the held snapshot back.</summary>
    /// <param name="spareTouched">Not if it was asked for since the last time.</param>
    public abstract void Evict(bool spareTouched);
}
