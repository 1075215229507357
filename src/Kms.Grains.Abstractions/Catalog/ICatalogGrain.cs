namespace Kms.Grains.Abstractions.Catalog;

/// <summary>Lists what one account owns, from rows written in the same transaction as what they describe. Every silo serves it. Grain key: the account.</summary>
[Alias("kms.ICatalogGrain")]
public partial interface ICatalogGrain : IGrainWithStringKey;
