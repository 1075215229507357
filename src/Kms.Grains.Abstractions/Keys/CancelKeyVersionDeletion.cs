using Kms.Grains.Abstractions.Hosting;

namespace Kms.Grains.Abstractions.Keys;

/// <summary>Asks for <see cref="IKeyGrain.CancelKeyVersionDeletionAsync"/>.</summary>
[GenerateSerializer, Immutable, Alias("kms.CancelKeyVersionDeletionRequest")]
public sealed record CancelKeyVersionDeletionRequest : KmsRequest
{
    /// <summary>The version.</summary>
    [Id(0)]
    public required KeyVersionNumber Version { get; init; }
}

public partial interface IKeyGrain
{
    /// <summary>Cancels the deletion of one version; it is Disabled afterwards.</summary>
    /// <param name="request">What to do.</param>
    /// <remarks>NotFound: no such key or version. StateConflict: none is scheduled, or the key is pending deletion.</remarks>
    [Alias("CancelKeyVersionDeletion")]
    [ResponseTimeout(Timeouts.Lifecycle)]
    Task CancelKeyVersionDeletionAsync(CancelKeyVersionDeletionRequest request);
}
