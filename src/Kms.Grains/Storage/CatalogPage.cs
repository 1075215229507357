using System.Collections.Immutable;

namespace Kms.Grains.Storage;

/// <summary>A page of a listing, newest first (creation instant, then id), with the exact total.</summary>
/// <param name="TotalCount">Rows on all pages.</param>
/// <param name="Rows">The page; empty beyond the end.</param>
internal sealed record CatalogPage(long TotalCount, ImmutableArray<CatalogRow> Rows);
