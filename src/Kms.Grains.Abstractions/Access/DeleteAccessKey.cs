using Kms.Grains.Abstractions.Hosting;

namespace Kms.Grains.Abstractions.Access;

/// <summary>Asks for <see cref="IAccessKeyGrain.DeleteAccessKeyAsync"/>.</summary>
[GenerateSerializer, Immutable, Alias("kms.DeleteAccessKeyRequest")]
public sealed record DeleteAccessKeyRequest : KmsRequest;

public partial interface IAccessKeyGrain
{
    /// <summary>Deletes the access key for good. The id is never used again.</summary>
    /// <param name="request">What to do.</param>
    /// <remarks>NotFound.</remarks>
    [Alias("DeleteAccessKey")]
    [ResponseTimeout(Timeouts.Lifecycle)]
    Task DeleteAccessKeyAsync(DeleteAccessKeyRequest request);
}
