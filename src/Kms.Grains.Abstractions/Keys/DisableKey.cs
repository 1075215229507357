using Kms.Grains.Abstractions.Hosting;

namespace Kms.Grains.Abstractions.Keys;

/// <summary>Asks for <see cref="IKeyGrain.DisableKeyAsync"/>.</summary>
[GenerateSerializer, Immutable, Alias("kms.DisableKeyRequest")]
public sealed record DisableKeyRequest : KmsRequest;

public partial interface IKeyGrain
{
    /// <summary>
    /// Disables the key: when this returns, no operation invoked afterwards succeeds with it. A disabled one stays
    /// disabled.
    /// </summary>
    /// <param name="request">What to do.</param>
    /// <remarks>NotFound. StateConflict: pending deletion.</remarks>
    [Alias("DisableKey")]
    [ResponseTimeout(Timeouts.Lifecycle)]
    Task DisableKeyAsync(DisableKeyRequest request);
}
