namespace Kms.Grains.Storage;

/// <summary>Event ids of the storage: 3000 to 3099. A number is never reused.</summary>
internal static class StorageEvents
{
    /// <summary>A record's MAC is wrong.</summary>
    public const int NotAuthentic = 3000;

    /// <summary>A record was written by a newer version.</summary>
    public const int HigherSchema = 3001;

    /// <summary>A record's text cannot be read.</summary>
    public const int Damaged = 3002;

    /// <summary>A listing could not be read.</summary>
    public const int ListFailed = 3003;

    /// <summary>A transaction of the embedded database failed with all its writes.</summary>
    public const int TransactionFailed = 3010;

    /// <summary>One write of a transaction failed; its neighbours did not.</summary>
    public const int WriteFailed = 3011;

    /// <summary>The embedded database could not be closed.</summary>
    public const int CloseFailed = 3012;

    /// <summary>The cluster's database is away.</summary>
    public const int Outage = 3020;

    /// <summary>The cluster's database refused a statement.</summary>
    public const int Refused = 3021;
}
