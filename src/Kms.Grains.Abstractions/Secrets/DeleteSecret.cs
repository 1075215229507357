using Kms.Grains.Abstractions.Hosting;

namespace Kms.Grains.Abstractions.Secrets;

/// <summary>Asks for <see cref="ISecretGrain.DeleteSecretAsync"/>.</summary>
[GenerateSerializer, Immutable, Alias("kms.DeleteSecretRequest")]
public sealed record DeleteSecretRequest : KmsRequest;

public partial interface ISecretGrain
{
    /// <summary>Destroys the secret and all its versions, at once and for good, from any state. The id is never used again.</summary>
    /// <param name="request">What to do.</param>
    /// <remarks>NotFound.</remarks>
    [Alias("DeleteSecret")]
    [ResponseTimeout(Timeouts.Lifecycle)]
    Task DeleteSecretAsync(DeleteSecretRequest request);
}
