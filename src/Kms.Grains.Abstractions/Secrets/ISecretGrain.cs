using Kms.Grains.Abstractions.Hosting;

namespace Kms.Grains.Abstractions.Secrets;

/// <summary>
/// The lifecycle of one secret and of its versions. One activation in the cluster serialises the transitions. Grain
/// key: <see cref="GrainKeys.Of"/>. One file per operation in this folder holds its request, reply and method.
/// </summary>
[Alias("kms.ISecretGrain")]
public partial interface ISecretGrain : IGrainWithStringKey;
