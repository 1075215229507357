using Kms.Grains.Abstractions.Hosting;

namespace Kms.Grains.Abstractions.Keys;

/// <summary>Asks for <see cref="IKeyGrain.EnableKeyAsync"/>.</summary>
[GenerateSerializer, Immutable, Alias("kms.EnableKeyRequest")]
public sealed record EnableKeyRequest : KmsRequest;

public partial interface IKeyGrain
{
    /// <summary>Enables the key; an enabled one stays enabled.</summary>
    /// <param name="request">What to do.</param>
    /// <remarks>NotFound. StateConflict: pending deletion.</remarks>
    [Alias("EnableKey")]
    [ResponseTimeout(Timeouts.Lifecycle)]
    Task EnableKeyAsync(EnableKeyRequest request);
}
