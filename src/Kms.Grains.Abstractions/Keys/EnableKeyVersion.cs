using Kms.Grains.Abstractions.Hosting;

namespace Kms.Grains.Abstractions.Keys;

/// <summary>Asks for <see cref="IKeyGrain.EnableKeyVersionAsync"/>.</summary>
[GenerateSerializer, Immutable, Alias("kms.EnableKeyVersionRequest")]
public sealed record EnableKeyVersionRequest : KmsRequest
{
    /// <summary>The version.</summary>
    [Id(0)]
    public required KeyVersionNumber Version { get; init; }
}

public partial interface IKeyGrain
{
    /// <summary>Enables one version; an enabled one stays enabled.</summary>
    /// <param name="request">What to do.</param>
    /// <remarks>NotFound: no such key or version. StateConflict: the key or the version is pending deletion.</remarks>
    [Alias("EnableKeyVersion")]
    [ResponseTimeout(Timeouts.Lifecycle)]
    Task EnableKeyVersionAsync(EnableKeyVersionRequest request);
}
