using Kms.Grains.Abstractions.Hosting;

namespace Kms.Grains.Abstractions.Keys;

/// <summary>Asks for <see cref="IKeyGrain.CancelKeyDeletionAsync"/>.</summary>
[GenerateSerializer, Immutable, Alias("kms.CancelKeyDeletionRequest")]
public sealed record CancelKeyDeletionRequest : KmsRequest;

public partial interface IKeyGrain
{
    /// <summary>Cancels the deletion; the key is Disabled afterwards.</summary>
    /// <param name="request">What to do.</param>
    /// <remarks>NotFound. StateConflict: no deletion is scheduled.</remarks>
    [Alias("CancelKeyDeletion")]
    [ResponseTimeout(Timeouts.Lifecycle)]
    Task CancelKeyDeletionAsync(CancelKeyDeletionRequest request);
}
