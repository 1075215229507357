using Kms.Grains.Abstractions.Hosting;

namespace Kms.Grains.Abstractions.Secrets;

/// <summary>Asks for <see cref="ISecretGrain.EnableSecretAsync"/>.</summary>
[GenerateSerializer, Immutable, Alias("kms.EnableSecretRequest")]
public sealed record EnableSecretRequest : KmsRequest;

public partial interface ISecretGrain
{
    /// <summary>Enables the secret; an enabled one stays enabled.</summary>
    /// <param name="request">What to do.</param>
    /// <remarks>NotFound.</remarks>
    [Alias("EnableSecret")]
    [ResponseTimeout(Timeouts.Lifecycle)]
    Task EnableSecretAsync(EnableSecretRequest request);
}
