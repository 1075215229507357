using Kms.Grains.Abstractions.Hosting;

namespace Kms.Grains.Abstractions.Keys;

/// <summary>
/// What one key does with data: encrypt, decrypt, generate a data key, sign, verify, give out the public key. Every
/// silo serves it. Grain key: <see cref="GrainKeys.Of"/>, the same as of <see cref="IKeyGrain"/>.
/// </summary>
[Alias("kms.IKeyCryptoGrain")]
public partial interface IKeyCryptoGrain : IGrainWithStringKey;
