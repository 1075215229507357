using System.Collections.Immutable;

namespace Kms.Grains.Storage;

/// <summary>
/// The database, as the grains see it besides Orleans' grain storage (through which they write). Reads go to the
/// primary only. Faults are <see cref="StorageException"/>; nothing waits longer than its bounds (connect 2 s,
/// command 3 s).
/// </summary>
internal interface IRecordStore
{
    /// <summary>Reads one record, or null. Neither the MAC nor the identity inside the record is checked here.</summary>
    /// <exception cref="System.Text.Json.JsonException">What is stored is no record.</exception>
    ValueTask<StoredRecord?> ReadAsync(RecordId id, CancellationToken cancellationToken);

    /// <summary>Reads records of one kind and account, at most 100, by the ids of their rows; missing ones are left out.</summary>
    /// <exception cref="System.Text.Json.JsonException">What is stored is no record.</exception>
    ValueTask<ImmutableDictionary<string, StoredRecord>> ReadManyAsync(string kind, string account, IReadOnlyCollection<string> ids, CancellationToken cancellationToken);

    /// <summary>
    /// Writes a record with its catalogue row and counter in one transaction, outside grain storage: for the start,
    /// before Orleans' providers are up.
    /// </summary>
    /// <param name="record">The record; its revision is one more than the expected one.</param>
    /// <param name="expectedRevision">The stored revision, 0 for none.</param>
    /// <param name="cancellationToken">Ends the attempt; the outcome is then unknown.</param>
    /// <returns>False when the stored revision is another.</returns>
    ValueTask<bool> TryWriteAsync(StoredRecord record, long expectedRevision, CancellationToken cancellationToken);

    /// <summary>One page of the account's listing, newest first, with the exact total; both of one instant of the database.</summary>
    /// <param name="account">Whose.</param>
    /// <param name="kind">Keys or secrets.</param>
    /// <param name="now">Now (UTC): what is to be deleted at this instant or before is neither listed nor counted, swept or not.</param>
    /// <param name="offset">Rows to leave out.</param>
    /// <param name="count">Rows on the page: 1 to 100.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    ValueTask<CatalogPage> ListAsync(string account, string kind, DateTimeOffset now, long offset, int count, CancellationToken cancellationToken);

    /// <summary>Records whose wake instant has come, longest overdue first.</summary>
    /// <param name="firstBucket">First bucket, 0 to 63.</param>
    /// <param name="lastBucket">Last bucket, inclusive.</param>
    /// <param name="now">Now (UTC).</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    ValueTask<ImmutableArray<DueRecord>> DueAsync(int firstBucket, int lastBucket, DateTimeOffset now, int limit, CancellationToken cancellationToken);

    /// <summary>Puts a failed record's wake instant off, unless it was written again since it was found due, or has none any more.</summary>
    ValueTask PostponeAsync(DueRecord due, DateTimeOffset wakeAt, CancellationToken cancellationToken);

    /// <summary>One round trip that proves the database serves.</summary>
    ValueTask CheckAsync(CancellationToken cancellationToken);
}
