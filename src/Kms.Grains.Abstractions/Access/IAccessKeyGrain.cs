namespace Kms.Grains.Abstractions.Access;

/// <summary>
/// The lifecycle of one access key. One activation in the cluster serialises the transitions. Grain key: the access
/// key id, unique over all accounts: 1 to 64 characters of <c>[A-Za-z0-9_-]</c>.
/// </summary>
[Alias("kms.IAccessKeyGrain")]
public partial interface IAccessKeyGrain : IGrainWithStringKey;
