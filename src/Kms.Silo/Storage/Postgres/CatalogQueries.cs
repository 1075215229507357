using System.Collections.Immutable;
using Kms.Grains.Storage;
using Npgsql;

namespace Kms.Silo.Storage.Postgres;

/// <summary>Reads of the catalogue.</summary>
internal static class CatalogQueries
{
    /// <summary>
    /// One page with the total of the same instant ($1 account, $2 kind, $3 now, $4 offset, $5 count). The first row
    /// is there even when the page is empty.
    /// </summary>
    /// <remarks>
    /// What is due for deletion is still counted until the sweep has destroyed it; the index kms_catalog_deletion
    /// holds exactly the rows to subtract, and they are few: the sweep runs every minute. The page walks the index
    /// kms_catalog_listing alone, however deep; only its own rows are visited.
    /// </remarks>
    public const string Page = """
        WITH page AS (
            SELECT id FROM kms_catalog
            WHERE account = $1 AND kind = $2 AND listed AND (delete_at IS NULL OR delete_at > $3)
            ORDER BY created_us DESC, id DESC OFFSET $4 LIMIT $5)
        SELECT (SELECT coalesce(sum(n), 0) FROM kms_count WHERE account = $1 AND kind = $2)::bigint
             - (SELECT count(*) FROM kms_catalog WHERE account = $1 AND kind = $2 AND listed AND delete_at <= $3) AS total,
               c.id, c.created_us, c.name, c.description, c.spec, c.state, c.rotation_days, c.delete_at, c.bucket, c.wake_at, c.protection
        FROM (SELECT 1) AS always
        LEFT JOIN (page JOIN kms_catalog c ON c.account = $1 AND c.kind = $2 AND c.id = page.id) ON true
        ORDER BY c.created_us DESC, c.id DESC
        """;

    /// <summary>Records that are due, the longest overdue first ($1 first bucket, $2 last bucket, $3 now, $4 limit): one step in the index for each bucket.</summary>
    public const string Due = """
        SELECT due.kind, due.account, due.id, due.revision
        FROM generate_series($1, $2) AS buckets(bucket)
        CROSS JOIN LATERAL (
            SELECT c.kind, c.account, c.id, c.revision, c.wake_at FROM kms_catalog c
            WHERE c.bucket = buckets.bucket AND c.wake_at <= $3 ORDER BY c.wake_at LIMIT $4) AS due
        ORDER BY due.wake_at LIMIT $4
        """;

    /// <summary>Reads the answer of <see cref="Page"/>.</summary>
    public static async Task<CatalogPage> ReadPageAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        var rows = ImmutableArray.CreateBuilder<CatalogRow>();
        var total = 0L;
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            total = reader.GetInt64(0);
            if (!reader.IsDBNull(1))
            {
                rows.Add(ReadRow(reader));
            }
        }

        return new CatalogPage(total, rows.DrainToImmutable());
    }

    /// <summary>Reads the answer of <see cref="Due"/>.</summary>
    public static async Task<ImmutableArray<DueRecord>> ReadDueAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        var due = ImmutableArray.CreateBuilder<DueRecord>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            due.Add(new DueRecord(new RecordId(reader.GetString(0), reader.GetString(1), reader.GetString(2)), reader.GetInt32(3)));
        }

        return due.DrainToImmutable();
    }

    private static CatalogRow ReadRow(NpgsqlDataReader row) => new(row.GetString(1), new CatalogEntry
    {
        Listed = true,
        CreatedMicroseconds = row.GetInt64(2),
        Name = row.GetString(3),
        Description = row.GetString(4),
        Spec = row.GetInt32(5),
        State = row.GetInt32(6),
        RotationDays = row.GetInt32(7),
        DeleteAtMicroseconds = row.IsDBNull(8) ? null : row.GetInt64(8),
        Bucket = row.GetInt32(9),
        WakeAtMicroseconds = row.IsDBNull(10) ? null : row.GetInt64(10),
        Protection = row.GetInt32(11),
    });
}
