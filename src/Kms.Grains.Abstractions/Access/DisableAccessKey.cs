using Kms.Grains.Abstractions.Hosting;

namespace Kms.Grains.Abstractions.Access;

/// <summary>Asks for <see cref="IAccessKeyGrain.DisableAccessKeyAsync"/>.</summary>
[GenerateSerializer, Immutable, Alias("kms.DisableAccessKeyRequest")]
public sealed record DisableAccessKeyRequest : KmsRequest;

public partial interface IAccessKeyGrain
{
    /// <summary>Disables the access key: when this returns, no request invoked afterwards is let in with it.</summary>
    /// <param name="request">What to do.</param>
    /// <remarks>NotFound.</remarks>
    [Alias("DisableAccessKey")]
    [ResponseTimeout(Timeouts.Lifecycle)]
    Task DisableAccessKeyAsync(DisableAccessKeyRequest request);
}
