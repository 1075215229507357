using Kms.Grains.Abstractions.Hosting;

namespace Kms.Grains.Abstractions.Access;

/// <summary>Asks for <see cref="IAccessKeyGrain.EnableAccessKeyAsync"/>.</summary>
[GenerateSerializer, Immutable, Alias("kms.EnableAccessKeyRequest")]
public sealed record EnableAccessKeyRequest : KmsRequest;

public partial interface IAccessKeyGrain
{
    /// <summary>Enables the access key; an enabled one stays enabled.</summary>
    /// <param name="request">What to do.</param>
    /// <remarks>NotFound.</remarks>
    [Alias("EnableAccessKey")]
    [ResponseTimeout(Timeouts.Lifecycle)]
    Task EnableAccessKeyAsync(EnableAccessKeyRequest request);
}
