namespace Kms.Silo.Storage.Sqlite;

/// <summary>One write, waiting for its turn in a transaction that it shares with others.</summary>
internal interface ISqliteWrite
{
    /// <summary>Runs its statements. What it throws undoes them, and nobody else's.</summary>
    void Run(SqliteSession session);

    /// <summary>Answers the caller: its transaction is on the disk.</summary>
    void Committed();

    /// <summary>Answers the caller, unless it was answered before: it failed, or its outcome is unknown.</summary>
    void Failed(Exception exception);
}
