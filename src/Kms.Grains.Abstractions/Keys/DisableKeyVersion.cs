using Kms.Grains.Abstractions.Hosting;

namespace Kms.Grains.Abstractions.Keys;

/// <summary>Asks for <see cref="IKeyGrain.DisableKeyVersionAsync"/>.</summary>
[GenerateSerializer, Immutable, Alias("kms.DisableKeyVersionRequest")]
public sealed record DisableKeyVersionRequest : KmsRequest
{
    /// <summary>The version.</summary>
    [Id(0)]
    public required KeyVersionNumber Version { get; init; }
}

public partial interface IKeyGrain
{
    /// <summary>Disables one version; a disabled one stays disabled.</summary>
    /// <param name="request">What to do.</param>
    /// <remarks>NotFound: no such key or version. StateConflict: the key or the version is pending deletion.</remarks>
    [Alias("DisableKeyVersion")]
    [ResponseTimeout(Timeouts.Lifecycle)]
    Task DisableKeyVersionAsync(DisableKeyVersionRequest request);
}
