namespace Kms.Grains.Leases;

/// <summary>What <see cref="LeasedRecords"/> may hold.</summary>
internal sealed record LeaseOptions
{
    /// <summary>Hold for the embedded database, Reread for a shared one.</summary>
    public required LeaseMode Mode { get; init; }

    /// <summary>Most bytes of snapshots held, by their own estimate: 64 MiB, several thousand keys.</summary>
    public long CapacityBytes { get; init; } = 64 * 1024 * 1024;
}
