namespace Kms.Silo.Storage.Sqlite;

/// <summary>The embedded database. Nothing of it is a setting: the data directory decides where it is.</summary>
internal sealed record SqliteOptions
{
    /// <summary>The file of the database; SQLite keeps <c>-wal</c> and <c>-shm</c> beside it.</summary>
    public required string Path { get; init; }

    /// <summary>Longest wait for a write to be durable, for a lock, or for a free connection to read with. Default 3 seconds.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Most writes in one transaction. Default 256.</summary>
    public int BatchSize { get; init; } = 256;

    /// <summary>Most writes waiting; more are refused at once. Default 4096.</summary>
    public int QueueLength { get; init; } = 4096;

    /// <summary>Connections to read with. Default 4.</summary>
    public int Readers { get; init; } = 4;
}
