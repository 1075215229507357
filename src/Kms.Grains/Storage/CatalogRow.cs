namespace Kms.Grains.Storage;

/// <summary>One row of a listing. No decision is taken from it.</summary>
/// <param name="Id">Key or secret id.</param>
/// <param name="Entry">What is shown.</param>
internal sealed record CatalogRow(string Id, CatalogEntry Entry);
