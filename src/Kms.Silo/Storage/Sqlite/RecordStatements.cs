using Kms.Grains.Storage;

namespace Kms.Silo.Storage.Sqlite;

/// <summary>Writes a record, its catalogue row and the counter: all in the caller's transaction.</summary>
internal static class RecordStatements
{
    private const string Insert = """
        INSERT INTO kms_record (kind, account, id, revision, document) VALUES ($kind, $account, $id, 1, $document)
        ON CONFLICT DO NOTHING
        """;

    private const string Update = """
        UPDATE kms_record SET revision = $revision, document = $document
        WHERE kind = $kind AND account = $account AND id = $id AND revision = $expected
        """;

    private const string WasListed = "SELECT listed FROM kms_catalog WHERE account = $account AND kind = $kind AND id = $id";

    private const string Unproject = "DELETE FROM kms_catalog WHERE account = $account AND kind = $kind AND id = $id";

    private const string Project = """
        INSERT INTO kms_catalog (account, kind, id, listed, created_us, name, description, spec, state, rotation_days, delete_at, bucket, wake_at, protection, revision)
        VALUES ($account, $kind, $id, $listed, $created, $name, $description, $spec, $state, $rotation, $delete, $bucket, $wake, $protection, $revision)
        ON CONFLICT (account, kind, id) DO UPDATE SET
            listed = excluded.listed, created_us = excluded.created_us, name = excluded.name, description = excluded.description,
            spec = excluded.spec, state = excluded.state, rotation_days = excluded.rotation_days, delete_at = excluded.delete_at,
            bucket = excluded.bucket, wake_at = excluded.wake_at, protection = excluded.protection, revision = excluded.revision
        """;

    private const string Count = """
        INSERT INTO kms_count (account, kind, slot, n) VALUES ($account, $kind, $slot, $change)
        ON CONFLICT (account, kind, slot) DO UPDATE SET n = n + excluded.n
        """;

    /// <summary>Writes when the stored revision is the expected one.</summary>
    /// <returns>False when it is another; nothing was then changed.</returns>
    public static bool TryWrite(SqliteSession session, StoredRecord record, byte[] document, CatalogEntry? entry)
    {
        var id = record.Id;
        var written = record.Revision == 1
            ? session.Execute(Insert, ("$kind", id.Kind), ("$account", id.Account), ("$id", id.Id), ("$document", document))
            : session.Execute(
                Update, ("$kind", id.Kind), ("$account", id.Account), ("$id", id.Id), ("$document", document),
                ("$revision", record.Revision), ("$expected", record.Revision - 1));
        if (written != 0 && entry is not null)
        {
            ProjectEntry(session, id, record.Revision, entry);
        }

        return written != 0;
    }

    private static void ProjectEntry(SqliteSession session, RecordId id, long revision, CatalogEntry entry)
    {
        var wasListed = session.Scalar(WasListed, ("$account", id.Account), ("$kind", id.Kind), ("$id", id.Id)) is 1L;
        if (entry.Listed || entry.WakeAtMicroseconds is not null)
        {
            session.Execute(
                Project, ("$account", id.Account), ("$kind", id.Kind), ("$id", id.Id), ("$listed", entry.Listed),
                ("$created", entry.CreatedMicroseconds), ("$name", entry.Name), ("$description", entry.Description),
                ("$spec", entry.Spec), ("$state", entry.State), ("$rotation", entry.RotationDays),
                ("$delete", entry.DeleteAtMicroseconds), ("$bucket", entry.Bucket), ("$wake", entry.WakeAtMicroseconds),
                ("$protection", entry.Protection), ("$revision", revision));
        }
        else
        {
            session.Execute(Unproject, ("$account", id.Account), ("$kind", id.Kind), ("$id", id.Id));
        }

        if (entry.Listed != wasListed)
        {
            session.Execute(Count, ("$account", id.Account), ("$kind", id.Kind), ("$slot", entry.Bucket % 16), ("$change", entry.Listed ? 1 : -1));
        }
    }
}
