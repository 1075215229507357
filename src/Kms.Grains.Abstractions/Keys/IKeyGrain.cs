using Kms.Grains.Abstractions.Hosting;

namespace Kms.Grains.Abstractions.Keys;

/// <summary>
/// The lifecycle of one key: create, describe, update, enable, disable, rotate, schedule and cancel deletion, of
/// the key and of each version. One activation in the cluster serialises the transitions. Grain key:
/// <see cref="GrainKeys.Of"/>. One file per operation in this folder holds its request, its reply and its method.
/// </summary>
[Alias("kms.IKeyGrain")]
public partial interface IKeyGrain : IGrainWithStringKey;
