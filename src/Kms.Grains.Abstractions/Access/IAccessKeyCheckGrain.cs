namespace Kms.Grains.Abstractions.Access;

/// <summary>Verifies signatures made with one access key. Every silo serves it; the secret never leaves a silo. Grain key: the access key id.</summary>
[Alias("kms.IAccessKeyCheckGrain")]
public partial interface IAccessKeyCheckGrain : IGrainWithStringKey;
