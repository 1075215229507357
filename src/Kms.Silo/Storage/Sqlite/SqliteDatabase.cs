using System.Globalization;
using Kms.Grains.Storage;
using Microsoft.Data.Sqlite;

namespace Kms.Silo.Storage.Sqlite;

/// <summary>
/// Opens connections on the database file. They are never pooled: a PRAGMA set on a pooled connection stays for its
/// next user.
/// </summary>
internal sealed class SqliteDatabase(SqliteOptions options)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>What Orleans' reminders connect with: pooled connections of their own, without PRAGMAs.</summary>
    public string ReminderConnectionString => Builder(pooling: true).ConnectionString;

    /// <summary>Opens the one connection that writes: every commit is on the disk before it returns, and what is deleted is overwritten.</summary>
    /// <exception cref="StorageException">The database cannot be opened, or does not promise durability.</exception>
    public SqliteSession OpenWriter()
    {
        CreateFile();
        return Open(session =>
        {
            Require(session, "PRAGMA journal_mode = WAL", "PRAGMA journal_mode", "wal");
            Require(session, "PRAGMA synchronous = FULL", "PRAGMA synchronous", "2");
            Require(session, "PRAGMA secure_delete = ON", "PRAGMA secure_delete", "1");
        });
    }

    /// <summary>Opens a connection that only reads. It sees what is committed, and neither waits for the writer nor makes it wait.</summary>
    /// <exception cref="StorageException">The database cannot be opened.</exception>
    public SqliteSession OpenReader() => Open(session => Require(session, "PRAGMA query_only = ON", "PRAGMA query_only", "1"));

    private SqliteSession Open(Action<SqliteSession> configure)
    {
        var connection = new SqliteConnection(Builder(pooling: false).ConnectionString);
        try
        {
            connection.Open();
            var session = new SqliteSession(connection);
            configure(session);
            return session;
        }
        catch (SqliteException e)
        {
            connection.Dispose();
            throw new StorageException($"The database {options.Path} cannot be opened.", e);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private SqliteConnectionStringBuilder Builder(bool pooling) => new()
    {
        DataSource = options.Path,
        Mode = SqliteOpenMode.ReadWrite,
        Pooling = pooling,
        DefaultTimeout = (int)Math.Ceiling(options.Timeout.TotalSeconds),
    };

    /// <summary>
    /// Creates the file for its owner only; SQLite gives its companions the same mode. Never touched while a
    /// connection is open: closing any handle on it would drop SQLite's own locks.
    /// </summary>
    private void CreateFile()
    {
        if (File.Exists(options.Path))
        {
            return;
        }

        try
        {
            var create = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                create.UnixCreateMode = OwnerOnly;
            }

            File.Open(options.Path, create).Dispose();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StorageException($"The database {options.Path} cannot be created.", e);
        }
    }

    private static void Require(SqliteSession session, string set, string get, string expected)
    {
        session.Scalar(set);
        var value = Convert.ToString(session.Scalar(get), CultureInfo.InvariantCulture);
        if (value != expected)
        {
            throw new StorageException($"SQLite answers '{value}' to {get}, '{expected}' is needed.");
        }
    }
}
