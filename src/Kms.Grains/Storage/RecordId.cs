namespace Kms.Grains.Storage;

/// <summary>The identity of a record. It comes from the grain that reads, and is authenticated with the record.</summary>
/// <param name="Kind">One of <see cref="RecordKinds"/>.</param>
/// <param name="Account">Owner.</param>
/// <param name="Id">Id inside kind and account; pages and secret versions: <c>parent/number</c>.</param>
internal readonly record struct RecordId(string Kind, string Account, string Id);
