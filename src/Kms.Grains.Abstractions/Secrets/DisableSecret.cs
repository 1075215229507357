using Kms.Grains.Abstractions.Hosting;

namespace Kms.Grains.Abstractions.Secrets;

/// <summary>Asks for <see cref="ISecretGrain.DisableSecretAsync"/>.</summary>
[GenerateSerializer, Immutable, Alias("kms.DisableSecretRequest")]
public sealed record DisableSecretRequest : KmsRequest;

public partial interface ISecretGrain
{
    /// <summary>Disables the secret: when this returns, no version can be read. A disabled one stays disabled.</summary>
    /// <param name="request">What to do.</param>
    /// <remarks>NotFound.</remarks>
    [Alias("DisableSecret")]
    [ResponseTimeout(Timeouts.Lifecycle)]
    Task DisableSecretAsync(DisableSecretRequest request);
}
