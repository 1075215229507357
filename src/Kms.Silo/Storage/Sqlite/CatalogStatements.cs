using System.Collections.Immutable;
using Kms.Grains.Storage;
using Microsoft.Data.Sqlite;

namespace Kms.Silo.Storage.Sqlite;

/// <summary>Reads of the catalogue.</summary>
internal static class CatalogStatements
{
    // What is due for deletion is still counted until the sweep has destroyed it; the index kms_catalog_deletion
    // holds exactly the rows to subtract, and they are few: the sweep runs every minute.
    private const string Total = """
        SELECT (SELECT coalesce(sum(n), 0) FROM kms_count WHERE account = $account AND kind = $kind)
             - (SELECT count(*) FROM kms_catalog WHERE account = $account AND kind = $kind AND listed AND delete_at <= $now)
        """;

    // The inner query walks the index kms_catalog_listing alone, however deep; the rows of one page are visited.
    private const string Page = """
        SELECT c.id, c.created_us, c.name, c.description, c.spec, c.state, c.rotation_days, c.delete_at, c.bucket, c.wake_at, c.protection
        FROM (SELECT rowid AS page_row FROM kms_catalog
              WHERE account = $account AND kind = $kind AND listed AND (delete_at IS NULL OR delete_at > $now)
              ORDER BY created_us DESC, id DESC LIMIT $count OFFSET $offset)
        JOIN kms_catalog c ON c.rowid = page_row
        ORDER BY c.created_us DESC, c.id DESC
        """;

    private const string Due = """
        SELECT kind, account, id, revision FROM kms_catalog
        WHERE wake_at <= $now AND bucket BETWEEN $first AND $last ORDER BY wake_at LIMIT $limit
        """;

    private const string Postpone = """
        UPDATE kms_catalog SET wake_at = $wake
        WHERE account = $account AND kind = $kind AND id = $id AND revision = $revision AND wake_at IS NOT NULL
        """;

    /// <summary>One page, with the total of the same instant.</summary>
    public static CatalogPage List(SqliteSession session, string account, string kind, long now, long offset, int count) =>
        session.InSnapshot(snapshot => new CatalogPage(
            (long)snapshot.Scalar(Total, ("$account", account), ("$kind", kind), ("$now", now))!,
            [.. snapshot.Query(Page, ReadRow, ("$account", account), ("$kind", kind), ("$now", now), ("$count", count), ("$offset", offset))]));

    /// <summary>Records that are due, the longest overdue first.</summary>
    public static ImmutableArray<DueRecord> ListDue(SqliteSession session, int firstBucket, int lastBucket, long now, int limit) =>
        [.. session.Query(
            Due,
            row => new DueRecord(new RecordId(row.GetString(0), row.GetString(1), row.GetString(2)), row.GetInt64(3)),
            ("$now", now), ("$first", firstBucket), ("$last", lastBucket), ("$limit", limit))];

    /// <summary>Puts a due record off, unless it was written again.</summary>
    public static int PutOff(SqliteSession session, DueRecord due, long wakeAt) =>
        session.Execute(
            Postpone, ("$account", due.Id.Account), ("$kind", due.Id.Kind), ("$id", due.Id.Id), ("$revision", due.Revision), ("$wake", wakeAt));

    private static CatalogRow ReadRow(SqliteDataReader row) => new(row.GetString(0), new CatalogEntry
    {
        Listed = true,
        CreatedMicroseconds = row.GetInt64(1),
        Name = row.GetString(2),
        Description = row.GetString(3),
        Spec = row.GetInt32(4),
        State = row.GetInt32(5),
        RotationDays = row.GetInt32(6),
        DeleteAtMicroseconds = row.IsDBNull(7) ? null : row.GetInt64(7),
        Bucket = row.GetInt32(8),
        WakeAtMicroseconds = row.IsDBNull(9) ? null : row.GetInt64(9),
        Protection = row.GetInt32(10),
    });
}
