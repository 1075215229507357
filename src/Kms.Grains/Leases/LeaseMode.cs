namespace Kms.Grains.Leases;

/// <summary>How long a silo may use what it has read.</summary>
internal enum LeaseMode
{
    /// <summary>Never valid.</summary>
    Unknown = 0,

    /// <summary>Until it is dropped: one process owns the database (embedded).</summary>
    Hold = 1,

    /// <summary>
    /// For the calls that were waiting when the read began, and no longer: several silos share the database, and
    /// nothing tells this one about the others' changes.
    /// </summary>
    Reread = 2,
}
