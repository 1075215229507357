using Kms.Grains.Abstractions.Hosting;

namespace Kms.Grains.Abstractions.Secrets;

/// <summary>
/// What can be read of one secret. Every silo serves it. Grain key: <see cref="GrainKeys.Of"/>, the same as of
/// <see cref="ISecretGrain"/>.
/// </summary>
[Alias("kms.ISecretReadGrain")]
public partial interface ISecretReadGrain : IGrainWithStringKey;
